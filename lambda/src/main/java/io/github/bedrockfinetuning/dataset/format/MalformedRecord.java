package io.github.bedrockfinetuning.dataset.format;

import java.io.IOException;

/** A line that is not a record of the expected format. */
public final class MalformedRecord extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final String reason;

    MalformedRecord(String file, long line, String reason) {
        super(file + ", line " + line + ": " + reason);
        this.line = line;
        this.reason = reason;
    }

    /** Returns the line number, starting at 1. */
    public long line() {
        return line;
    }

    public String reason() {
        return reason;
    }
}
