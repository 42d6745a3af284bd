package io.github.bedrockfinetuning.dataset.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into blocks of complete lines, which several threads can read at the same time. A line that is
 * longer than {@link #MAX_LINE} is truncated and returned in its own block. The rest of the line is skipped, so no
 * input exhausts memory.
 */
public final class Blocks {
    /** The maximum length of a line, in bytes. A record of 32,000 tokens is about a hundredth of this size. */
    public static final int MAX_LINE = 16 << 20;

    public static final int SIZE = 256 << 10;

    private final InputStream in;
    private final int size;
    private final Deque<byte[]> free = new ArrayDeque<>();
    private byte[] carried = {};
    private boolean ended;

    public Blocks(InputStream in) {
        this(in, SIZE);
    }

    public Blocks(InputStream in, int size) {
        this.in = in;
        this.size = size;
    }

    /**
     * The bytes up to {@code length}, which end after a line feed or at the end of the stream.
     *
     * @param cut whether the block is only the beginning of a line
     */
    public record Block(byte[] bytes, int length, boolean cut) {}

    /** Returns the next block, or null at the end of the stream. */
    public @Nullable Block next() throws IOException {
        int kept = carried.length;
        byte[] buffer = kept < size && !free.isEmpty() ? free.pop() : new byte[Math.max(size, kept * 2)];
        System.arraycopy(carried, 0, buffer, 0, kept);
        int filled = kept;
        int scanned = 0;
        while (true) {
            while (!ended && filled < buffer.length) {
                int read = in.read(buffer, filled, buffer.length - filled);
                ended = read < 0;
                filled += Math.max(read, 0);
            }
            int end = ended ? filled : behindLastLineFeed(buffer, scanned, filled);
            if (end > 0 || ended) {
                carry(buffer, end, filled);
                return end == 0 ? null : new Block(buffer, end, false);
            }
            if (filled > MAX_LINE) {
                passOverLine();
                return new Block(buffer, MAX_LINE, true);
            }
            scanned = filled;
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    /** Recycles the bytes of a block that is no longer needed. */
    public void recycle(Block block) {
        if (block.bytes().length == size) {
            free.push(block.bytes());
        }
    }

    private void carry(byte[] buffer, int from, int to) {
        carried = to == from ? new byte[0] : Arrays.copyOfRange(buffer, from, to);
    }

    private void passOverLine() throws IOException {
        byte[] rest = new byte[size];
        carry(rest, 0, 0);
        int read;
        while ((read = in.read(rest)) >= 0) {
            for (int i = 0; i < read; i++) {
                if (rest[i] == '\n') {
                    carry(rest, i + 1, read);
                    return;
                }
            }
        }
        ended = true;
    }

    private static int behindLastLineFeed(byte[] buffer, int from, int to) {
        for (int i = to; i > from; i--) {
            if (buffer[i - 1] == '\n') {
                return i;
            }
        }
        return 0;
    }
}
