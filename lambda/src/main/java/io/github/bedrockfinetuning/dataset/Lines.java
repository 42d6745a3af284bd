package io.github.bedrockfinetuning.dataset;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a stream. Only a line feed ends a line: U+2028, U+0085, a form feed or a lone carriage return do not, and
 * a line feed at the very end begins no further line.
 */
final class Lines {
    private final Blocks blocks;
    private Blocks.Block block;
    private int from;
    private int to;
    private int next;
    private long number;

    Lines(InputStream in) {
        blocks = new Blocks(in);
    }

    /** The lines of one block, numbered from 1. */
    Lines(Blocks.Block only) {
        blocks = null;
        block = only;
    }

    /** Moves to the next line; false after the last. */
    boolean next() throws IOException {
        if (block == null || next >= block.length()) {
            if (blocks == null) {
                return false;
            }
            block = blocks.next();
            next = 0;
            if (block == null) {
                return false;
            }
        }
        moveOn();
        return true;
    }

    private void moveOn() {
        byte[] b = block.bytes();
        int end = block.length();
        int i = next;
        while (i < end && b[i] != '\n') {
            i++;
        }
        from = next;
        to = i;
        next = i + 1;
        number++;
    }

    byte[] bytes() {
        return block.bytes();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** From 1. */
    long number() {
        return number;
    }

    /** Whether the line is too long to be looked at. */
    boolean cut() {
        return block.cut() || to - from > Blocks.MAX_LINE;
    }

    boolean blank() {
        for (int i = from; i < to; i++) {
            byte b = bytes()[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
