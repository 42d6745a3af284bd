package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.json.JsonScanner;
import io.github.bedrockfinetuning.dataset.json.Utf8Bytes;

/** The bytes of a line, without its line feed. The instance is reused for every line. */
public final class Line {
    private final JsonScanner scanner = new JsonScanner();
    private byte[] bytes = {};
    private int from;
    private int to;
    private boolean cut;

    public void set(byte[] lineBytes, int start, int end, boolean tooLong) {
        bytes = lineBytes;
        from = start;
        to = end;
        cut = tooLong;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Returns whether the line is too long and therefore was not retained. */
    public boolean cut() {
        return cut;
    }

    public JsonScanner scanner() {
        return scanner;
    }

    /** Returns the position of a byte in characters, starting at 1. */
    public int column(int at) {
        return Utf8Bytes.characters(bytes, from, at) + 1;
    }

    /** Returns whether the line contains only white space. */
    public boolean blank() {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
