package io.github.bedrockfinetuning.dataset.json;

/** Validates strict UTF-8: no overlong encodings, no surrogates, and no code points above U+10FFFF. */
public final class Utf8Bytes {
    private Utf8Bytes() {}

    /**
     * Returns the length of the well-formed sequence that begins at a byte with its high bit set, or 0 if there is
     * none.
     */
    static int sequence(byte[] b, int at, int to) {
        int lead = b[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (at + length > to) {
            return 0;
        }
        int second = b[at + 1] & 0xFF;
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((b[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Returns the position of the first byte that is not part of well-formed UTF-8, or -1 if there is none. */
    public static int firstFault(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            if (b[i] >= 0) {
                i++;
            } else {
                int length = sequence(b, i, to);
                if (length == 0) {
                    return i;
                }
                i += length;
            }
        }
        return -1;
    }

    /** Returns the number of characters that begin between {@code from} and {@code at}. */
    public static int characters(byte[] b, int from, int at) {
        int count = 0;
        for (int i = from; i < at; i++) {
            if ((b[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }
}
