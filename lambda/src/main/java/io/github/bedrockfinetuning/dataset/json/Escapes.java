package io.github.bedrockfinetuning.dataset.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes the escape sequences in a well-formed JSON string. */
final class Escapes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Escapes() {}

    /**
     * Writes the decoded string, starting at {@code at}, and returns its end. Never writes more bytes than it reads. A
     * lone surrogate becomes U+FFFD.
     */
    static int undo(byte[] in, int from, int to, byte[] out, int at) {
        int o = at;
        int i = from;
        while (i < to) {
            int run = i;
            i = backslash(in, i, to);
            System.arraycopy(in, run, out, o, i - run);
            o += i - run;
            if (i == to) {
                return o;
            }
            byte escape = in[i + 1];
            i += 2;
            if (escape != 'u') {
                out[o++] = plain(escape);
                continue;
            }
            int unit = hex(in, i);
            i += 4;
            if (Character.isHighSurrogate((char) unit)
                    && i + 6 <= to
                    && in[i] == '\\'
                    && in[i + 1] == 'u'
                    && Character.isLowSurrogate((char) hex(in, i + 2))) {
                unit = Character.toCodePoint((char) unit, (char) hex(in, i + 2));
                i += 6;
            } else if (unit >= 0xD800 && unit <= 0xDFFF) {
                unit = 0xFFFD;
            }
            o = put(unit, out, o);
        }
        return o;
    }

    /** Returns the position of the next backslash, or {@code to} if there is none. Reads eight bytes at a time. */
    private static int backslash(byte[] in, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long w = (long) LONGS.get(in, i) ^ 0x5C5C5C5C5C5C5C5CL;
            long found = (w - 0x0101010101010101L) & ~w & 0x8080808080808080L;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && in[i] != '\\') {
            i++;
        }
        return i;
    }

    private static byte plain(byte escape) {
        switch (escape) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            default:
                return escape;
        }
    }

    private static int put(int codePoint, byte[] out, int at) {
        int o = at;
        if (codePoint < 0x80) {
            out[o++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            out[o++] = (byte) (0xC0 | codePoint >> 6);
            out[o++] = (byte) (0x80 | codePoint & 0x3F);
        } else if (codePoint < 0x10000) {
            out[o++] = (byte) (0xE0 | codePoint >> 12);
            out[o++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            out[o++] = (byte) (0x80 | codePoint & 0x3F);
        } else {
            out[o++] = (byte) (0xF0 | codePoint >> 18);
            out[o++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            out[o++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            out[o++] = (byte) (0x80 | codePoint & 0x3F);
        }
        return o;
    }

    /** Returns the value of four hexadecimal digits, or -1 if they are not hexadecimal digits. */
    static int hex(byte[] in, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static int utf8Length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
