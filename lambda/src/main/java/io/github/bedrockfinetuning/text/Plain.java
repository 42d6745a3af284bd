package io.github.bedrockfinetuning.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats text and numbers for the report. The template engine escapes them for HTML. */
public final class Plain {
    public static final String UNKNOWN = "unknown";

    /** The minimum ratio at which a factor is clearer than a percentage. */
    private static final double MANY_TIMES = 10;

    private Plain() {}

    /**
     * Returns an untrusted string, truncated to a maximum length. Control characters, direction marks, and other
     * invisible characters are shown as their codes.
     */
    public static String text(@Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        int end = Math.min(text.length(), longest);
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        String shown = Visible.prose(text.substring(0, end));
        return end < text.length()
                ? shown + String.format(Locale.ROOT, " \u2026 and %,d more characters", text.length() - end)
                : shown;
    }

    /** Returns a string with its first letter in uppercase. */
    public static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Returns the display name of a cost part, such as "inference" for the part "answering". */
    public static String costPart(String name) {
        return name.equals("answering") ? "inference" : name;
    }

    /** Returns a score out of 100, regardless of the metric's own scale. */
    public static String score(double value, double scale) {
        return Double.isFinite(value) ? oneDecimal(100 * value / scale) : "\u2013";
    }

    public static String interval(double low, double high, double scale) {
        return Double.isFinite(low) && Double.isFinite(high)
                ? score(low, scale) + " to " + score(high, scale)
                : "\u2013";
    }

    /** Returns a difference in points out of 100, with its sign. */
    public static String signed(double value, double scale) {
        String score = score(value, scale);
        return value > 0 && Double.isFinite(value) ? "+" + score : score;
    }

    /**
     * Returns the difference between a and b as a percentage of b. If the ratio is high, returns a as a multiple of b.
     */
    public static String relative(double a, double b) {
        if (!Double.isFinite(a) || !Double.isFinite(b) || b == 0) {
            return "\u2013";
        }
        if (a / b >= MANY_TIMES) {
            return String.format(Locale.ROOT, "%,.0f times", a / b);
        }
        double percent = 100 * (a / b - 1);
        return (percent > 0 ? "+" : "") + oneDecimal(percent) + "%";
    }

    public static String share(double part) {
        return Double.isFinite(part) ? oneDecimal(100 * part) + "%" : "\u2013";
    }

    public static String p(double p) {
        if (!Double.isFinite(p)) {
            return "\u2013";
        }
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    public static String dollars(@Nullable Double amount) {
        if (amount == null) {
            return UNKNOWN;
        }
        return String.format(Locale.ROOT, amount != 0 && Math.abs(amount) < 0.1 ? "$%.4f" : "$%,.2f", amount);
    }

    public static String milliseconds(@Nullable Double ms) {
        return ms == null ? UNKNOWN : String.format(Locale.ROOT, "%,.0f ms", ms);
    }

    public static String number(@Nullable Double value) {
        return value == null ? UNKNOWN : oneDecimal(value);
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String oneDecimal(double value) {
        String text = String.format(Locale.ROOT, "%,.1f", value);
        return text.equals("-0.0") ? "0.0" : text.replace('-', '\u2212');
    }
}
