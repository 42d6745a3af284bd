package io.github.bedrockfinetuning.metrics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number with the semantics of Python's {@code int} and {@code float}: an integer is exact until it is combined with
 * a float.
 *
 * @param integer the value of an {@code int}; null for a {@code float}
 * @param real the value of a {@code float}; unused for an {@code int}
 */
record PythonNumber(@Nullable BigInteger integer, double real) {
    // No part can match in two ways, and quantifiers do not backtrack, so a long text takes linear time and no stack.
    private static final String DIGITS = "[0-9](?:[0-9]|_(?=[0-9]))*+";
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?+(?:" + DIGITS + "(?:\\.(?:" + DIGITS + ")?+)?+|\\." + DIGITS + ")(?:[eE][+-]?+" + DIGITS + ")?+");
    private static final int LONGEST_REPR = 17;

    static PythonNumber of(BigInteger value) {
        return new PythonNumber(value, 0);
    }

    static PythonNumber of(double value) {
        return new PythonNumber(null, value);
    }

    boolean isInt() {
        return integer != null;
    }

    double asDouble() {
        return integer != null ? integer.doubleValue() : real;
    }

    PythonNumber times(PythonNumber other) {
        return integer != null && other.integer != null
                ? of(integer.multiply(other.integer))
                : of(asDouble() * other.asDouble());
    }

    /**
     * Implements {@code round(x, digits)}, which rounds the exact binary value half to even. An integer remains
     * unchanged.
     */
    PythonNumber round(int digits) {
        if (isInt() || !Double.isFinite(real)) {
            return this;
        }
        double rounded =
                new BigDecimal(real).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
        return of(Math.copySign(rounded, real));
    }

    /** Implements {@code '%.4f' % x}. */
    String fixed4() {
        double value = asDouble();
        if (!Double.isFinite(value)) {
            return text(value);
        }
        String digits =
                new BigDecimal(value).abs().setScale(4, RoundingMode.HALF_EVEN).toPlainString();
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        return negative ? "-" + digits : digits;
    }

    /** {@code str(x)}. */
    @Override
    public String toString() {
        return integer != null ? integer.toString() : text(real);
    }

    /**
     * Implements {@code str()} for a float, which returns the shortest digits that parse to the same number, in
     * Python's notation.
     */
    private static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        if (value == 0) {
            return sign + "0.0";
        }
        BigDecimal exact = new BigDecimal(Math.abs(value));
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= LONGEST_REPR; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == Math.abs(value)) {
                break;
            }
        }
        shortest = shortest.stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        if (exponent < -4 || exponent >= 16) {
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return sign + mantissa + "e" + (exponent < 0 ? "-" : "+")
                    + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
        }
        String plain = shortest.toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }

    /** Implements {@code float(text)} for a string without white space. Returns empty if Python raises ValueError. */
    static OptionalDouble parseFloat(String text) {
        String ascii = asciiDigits(text);
        switch (ascii.toLowerCase(Locale.ROOT)) {
            case "nan":
            case "+nan":
            case "-nan":
                return OptionalDouble.of(Double.NaN);
            case "inf":
            case "+inf":
            case "infinity":
            case "+infinity":
                return OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf":
            case "-infinity":
                return OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default:
                return FLOAT.matcher(ascii).matches()
                        ? OptionalDouble.of(Double.parseDouble(ascii.replace("_", "")))
                        : OptionalDouble.empty();
        }
    }

    /** Parses digits of any script with an optional sign and fraction. */
    static PythonNumber parse(String text) {
        String ascii = asciiDigits(text);
        return ascii.indexOf('.') >= 0 ? of(Double.parseDouble(ascii)) : of(new BigInteger(ascii));
    }

    private static String asciiDigits(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= 0x80 && PythonText.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(ascii::appendCodePoint);
        return ascii.toString();
    }
}
