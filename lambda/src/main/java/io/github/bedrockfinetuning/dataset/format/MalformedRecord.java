package io.github.bedrockfinetuning.dataset.format;

import java.io.IOException;

/** A line that is no record of the expected form. */
public final class MalformedRecord extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final String reason;

    MalformedRecord(String file, long line, String reason) {
        super(file + ", line " + line + ": " + reason);
        this.line = line;
        this.reason = reason;
    }

    /** From 1. */
    public long line() {
        return line;
    }

    public String reason() {
        return reason;
    }
}
