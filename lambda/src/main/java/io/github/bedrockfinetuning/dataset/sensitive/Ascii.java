package io.github.bedrockfinetuning.dataset.sensitive;

/** Converts strings to byte arrays of the same length, for quick checks. */
final class Ascii {
    private Ascii() {}

    /** Returns one byte per char: the char itself, or 0 if it is not ASCII. */
    static byte[] of(String text) {
        byte[] ascii = new byte[text.length()];
        for (int i = 0; i < ascii.length; i++) {
            char c = text.charAt(i);
            ascii[i] = (byte) (c < 128 ? c : 0);
        }
        return ascii;
    }
}
