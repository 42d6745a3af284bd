package io.github.bedrockfinetuning.text;

/** Detects text without visible characters. Converse rejects such text, and a model cannot learn from it. */
public final class Blank {
    private Blank() {}

    /** Checks whether a string is empty or contains only white space and zero-width characters such as U+200B. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(Blank::invisible);
    }

    /** Checks whether a character is invisible: white space, a no-break space, or a zero-width character. */
    public static boolean invisible(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
