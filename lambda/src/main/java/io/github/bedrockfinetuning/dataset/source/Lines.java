package io.github.bedrockfinetuning.dataset.source;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream. Only a line feed ends a line: U+2028, U+0085, a form feed, or a lone carriage return does not.
 * A line feed at the end of the stream does not begin another line.
 */
public final class Lines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Blocks blocks;
    private Blocks.@Nullable Block block;
    private int from;
    private int to;
    private int next;
    private long number;

    public Lines(InputStream in) {
        blocks = new Blocks(in);
    }

    /** Advances to the next line. Returns false after the last line. */
    public boolean next() throws IOException {
        if (block == null || next >= block.length()) {
            block = blocks.next();
            next = 0;
            if (block == null) {
                return false;
            }
        }
        moveOn();
        return true;
    }

    private Blocks.Block block() {
        return Objects.requireNonNull(block);
    }

    private void moveOn() {
        byte[] b = block().bytes();
        int end = block().length();
        int i = lineFeed(b, next, end);
        from = next;
        to = i;
        next = i + 1;
        number++;
    }

    /** Returns the position of the next line feed, or {@code end} if there is none. Reads eight bytes at a time. */
    public static int lineFeed(byte[] b, int from, int end) {
        int i = from;
        for (; i + 8 <= end; i += 8) {
            long w = (long) LONGS.get(b, i) ^ 0x0A0A0A0A0A0A0A0AL;
            long found = (w - 0x0101010101010101L) & ~w & 0x8080808080808080L;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < end && b[i] != '\n') {
            i++;
        }
        return i;
    }

    public byte[] bytes() {
        return block().bytes();
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Returns the line number, starting at 1. */
    public long number() {
        return number;
    }

    /** Returns whether the line is too long to read. */
    public boolean cut() {
        return block().cut() || to - from > Blocks.MAX_LINE;
    }

    public boolean blank() {
        for (int i = from; i < to; i++) {
            byte b = bytes()[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
