package io.github.bedrockfinetuning.text;

/** Text without anything to read: Converse refuses it, and no model can learn from it. */
public final class Blank {
    private Blank() {}

    /** Whether a text is empty, or nothing but white space and characters without width, such as U+200B. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(Blank::invisible);
    }

    /** Whether a character shows nothing: white space, a no-break space, or without width. */
    public static boolean invisible(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
