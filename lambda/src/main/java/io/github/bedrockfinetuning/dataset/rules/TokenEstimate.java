package io.github.bedrockfinetuning.dataset.rules;

/**
 * How many tokens a text has can only be known by its model. From characters it lies between one for every six, AWS's
 * planning figure, and one for every three, the count of AWS's validator for Claude; scripts that take more bytes a
 * character also take more tokens.
 */
public final class TokenEstimate {
    /** Characters to a token at the most. */
    public static final int SPARSE = 6;
    /** Characters to a token at the least, in Latin script. */
    public static final int DENSE = 3;

    private TokenEstimate() {}

    public static long low(long codePoints) {
        return (codePoints + SPARSE - 1) / SPARSE;
    }

    public static long high(long codePoints, long utf8Length) {
        return high(codePoints, utf8Length, DENSE);
    }

    /** Half a token more for every byte by which a text is longer than its characters. */
    static long high(long codePoints, long utf8Length, int charactersPerToken) {
        return codePoints / charactersPerToken + (utf8Length - codePoints) / 2;
    }
}
