package io.github.bedrockfinetuning.metrics;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers and text in the same way as TAT-QA's scorer (tatqa_utils.py at 870accc). */
final class TatQaText {
    private static final String NOT_IN_NUMBERS = "'\"\\$€£¥%(),[]";
    private static final PythonNumber ONE = PythonNumber.of(BigInteger.ONE);
    private static final String DIGIT = "\\p{Nd}";
    private static final String SPACE =
            "\\u0009-\\u000D\\u001C-\\u0020\\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";
    private static final Pattern NUMBER =
            Pattern.compile("([+-]?" + DIGIT + "+(?:\\." + DIGIT + "+)?)|[+-]?\\." + DIGIT + "+");
    // A run is tried only from its first character and without backtracking, so a long run takes linear time.
    private static final Pattern NUMBER_AND_WORD =
            Pattern.compile("(?<![" + DIGIT + ".])[" + DIGIT + ".]++[" + SPACE + "]?+[a-zA-Z]++");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([" + DIGIT + "." + SPACE + "]++\\)");
    private static final Pattern PERCENT =
            Pattern.compile("(?<![" + DIGIT + "." + SPACE + "])[" + DIGIT + "." + SPACE + "]++%");
    /**
     * The maximum number of digits in an integer. By default, Python does not parse longer integers; see <a
     * href="https://docs.python.org/3/library/stdtypes.html#int-max-str-digits">its documentation</a>. Here, such a
     * text is not a number.
     */
    private static final int MOST_DIGITS = 4_300;

    private TatQaText() {}

    /** Returns whether a string is a number, optionally followed by a scale word. */
    static boolean isNumber(String text) {
        StringJoiner cleaned = new StringJoiner(" ");
        PythonText.split(text).forEach(word -> cleaned.add(clean(word)));
        List<String> words = PythonText.split(cleaned.toString());
        if (words.isEmpty()) {
            return false;
        }
        if (words.get(0).length() > MOST_DIGITS) {
            return false;
        }
        OptionalDouble number = PythonNumber.parseFloat(words.get(0));
        if (number.isEmpty() || Double.isNaN(number.getAsDouble())) {
            return false;
        }
        return words.size() < 2 || scale(words.get(1)) != ONE;
    }

    /**
     * Returns the first number in a string, with its sign, scale word, and percent sign applied, or null if there is
     * none.
     */
    static @Nullable PythonNumber number(String text) {
        Matcher first = NUMBER.matcher(clean(text));
        if (!first.find() || first.group(1) == null || first.end() - first.start() > MOST_DIGITS) {
            return null;
        }
        PythonNumber number = PythonNumber.parse(first.group(1));
        Matcher word = NUMBER_AND_WORD.matcher(text);
        String stripped = PythonText.strip(text);
        return number.times(word.find() ? scale(word.group()) : ONE)
                .times(IN_BRACKETS.matcher(stripped).find() ? PythonNumber.of(BigInteger.ONE.negate()) : ONE)
                .times(PERCENT.matcher(stripped).find() ? PythonNumber.of(0.01) : ONE)
                .round(4);
    }

    /** Returns the multiplier of a scale word, or {@link #ONE} for any other word. */
    static PythonNumber scale(String word) {
        String lower = PythonText.lower(word);
        if (lower.contains("hundred")) {
            return PythonNumber.of(BigInteger.valueOf(100));
        } else if (lower.contains("thousand")) {
            return PythonNumber.of(BigInteger.valueOf(1_000));
        } else if (lower.contains("million")) {
            return PythonNumber.of(BigInteger.valueOf(1_000_000));
        } else if (lower.contains("billion")) {
            return PythonNumber.of(BigInteger.valueOf(1_000_000_000));
        } else if (lower.contains("percent")) {
            return PythonNumber.of(0.01);
        }
        return ONE;
    }

    /**
     * Normalizes a string word by word after splitting it at U+0020: converts it to lowercase, converts numbers to a
     * uniform notation, and removes punctuation and articles.
     */
    static String normalized(String text) {
        StringJoiner parts = new StringJoiner(" ");
        for (String token : text.split(" ", -1)) {
            String lower = PythonText.lower(token);
            String bare = isNumber(lower) ? lower : SquadText.withoutPunctuation(lower);
            String plain = isNumber(bare) ? String.valueOf(numberOrNone(bare)) : bare;
            String part = String.join(" ", PythonText.split(SquadText.withoutArticles(plain)));
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts.toString();
    }

    private static Object numberOrNone(String text) {
        PythonNumber number = number(text);
        return number == null ? "None" : number;
    }

    private static String clean(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (NOT_IN_NUMBERS.indexOf(text.charAt(i)) < 0) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }
}
