package io.github.bedrockfinetuning.local.models.reading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses and writes figures in the formats that reports use: {@code $ (1,234.5)}, {@code 12.3%}, {@code —}. */
final class Figures {
    private static final Pattern FIGURE = Pattern.compile(
            "(?:[A-Z]{0,3}[$£€¥]|RMB|USD|EUR)?\\s*-?\\(?\\s*[$£€¥]?\\s*-?\\d[\\d,]*(?:\\.\\d+)?\\s*%?\\s*\\)?\\s*%?(?:\\s*(?:million|billion|thousand|x|bps|pp))?");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
    private static final Pattern DIGITS = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?|\\.\\d+");

    private static final Set<String> NONE = Set.of("-", "–", "—");

    private Figures() {}

    /**
     * Returns whether a cell contains an amount, or a dash that represents no amount. A year is not an amount but a
     * heading.
     */
    static boolean isFigure(String cell) {
        return NONE.contains(cell)
                || FIGURE.matcher(cell).matches() && !YEAR.matcher(cell).matches();
    }

    static boolean isYear(String cell) {
        return YEAR.matcher(cell).matches();
    }

    /**
     * Returns the amount of a figure, which is negative if it is in parentheses or has a minus sign, or an empty
     * {@code OptionalDouble} if it has no digits.
     */
    static OptionalDouble value(String figure) {
        var digits = DIGITS.matcher(figure);
        if (!digits.find()) {
            return OptionalDouble.empty();
        }
        var value = Double.parseDouble(digits.group().replace(",", ""));
        var before = figure.substring(0, digits.start());
        return OptionalDouble.of(
                before.indexOf('(') >= 0 || before.indexOf('-') >= 0 || before.indexOf('−') >= 0 ? -value : value);
    }

    /** Writes a figure with at most two decimals and without trailing zeros. */
    static String write(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("not a number: " + value);
        }
        var rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
