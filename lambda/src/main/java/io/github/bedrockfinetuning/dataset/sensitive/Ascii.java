package io.github.bedrockfinetuning.dataset.sensitive;

/** Texts as bytes of the same length, for quick looks. */
final class Ascii {
    private Ascii() {}

    /** A byte for every char: itself, or 0 where it is not in ASCII. */
    static byte[] of(String text) {
        byte[] ascii = new byte[text.length()];
        for (int i = 0; i < ascii.length; i++) {
            char c = text.charAt(i);
            ascii[i] = (byte) (c < 128 ? c : 0);
        }
        return ascii;
    }
}
