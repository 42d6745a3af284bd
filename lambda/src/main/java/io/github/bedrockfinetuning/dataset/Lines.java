package io.github.bedrockfinetuning.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits bytes into lines. Only a line feed ends a line: U+2028, U+0085, a form feed or a lone carriage return do not.
 * A line longer than {@link #MAX_LINE} is skipped to its end and handed over cut, so that no input exhausts memory.
 */
final class Lines {
    /** In bytes. A record of 32,000 tokens takes a hundredth of this. */
    static final int MAX_LINE = 16 << 20;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private int from;
    private int to;
    private boolean cut;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false after the last. A line feed at the very end begins no further line. */
    boolean next() throws IOException {
        cut = false;
        from = position;
        int scanned = position;
        while (true) {
            for (int i = scanned; i < filled; i++) {
                if (buffer[i] == '\n') {
                    to = i;
                    position = i + 1;
                    number++;
                    return true;
                }
            }
            scanned = filled;
            if (filled - from > MAX_LINE) {
                cut = true;
                filled = from + MAX_LINE;
                scanned = filled;
                to = filled;
                skipToLineFeed();
                number++;
                return true;
            }
            int moved = makeRoom();
            scanned -= moved;
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                to = filled;
                position = filled;
                if (from < filled) {
                    number++;
                    return true;
                }
                return false;
            }
            filled += read;
        }
    }

    private int makeRoom() {
        int moved = from;
        if (moved > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= moved;
            from = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return moved;
    }

    /** Reads on behind the kept part of an over-long line. */
    private void skipToLineFeed() throws IOException {
        byte[] rest = new byte[BUFFER];
        int read;
        while ((read = in.read(rest, 0, rest.length)) >= 0) {
            for (int i = 0; i < read; i++) {
                if (rest[i] == '\n') {
                    int left = read - i - 1;
                    position = filled;
                    if (buffer.length < filled + left) {
                        buffer = Arrays.copyOf(buffer, filled + left);
                    }
                    System.arraycopy(rest, i + 1, buffer, filled, left);
                    filled += left;
                    return;
                }
            }
        }
        position = filled;
    }

    /** The line's bytes are those of {@link #bytes} from here to {@link #to}, until the next call of {@link #next}. */
    int from() {
        return from;
    }

    int to() {
        return to;
    }

    byte[] bytes() {
        return buffer;
    }

    /** From 1. */
    long number() {
        return number;
    }

    /** Whether the line was longer than is handed over. */
    boolean cut() {
        return cut;
    }

    /** Whether the line holds nothing but white space as JSON knows it. */
    boolean blank() {
        for (int i = from; i < to; i++) {
            byte b = buffer[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
