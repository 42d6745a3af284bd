package io.github.bedrockfinetuning.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The result of comparing a system with a rival on the same questions, based on the confidence interval of their
 * difference.
 */
public enum Verdict {
    /** The whole interval is above zero. */
    BETTER("better"),
    /** The whole interval is below zero. */
    WORSE("worse"),
    /** The interval contains zero, or the two could not be compared. */
    NOT_SHOWN("not shown");

    private final String id;

    Verdict(String id) {
        this.id = id;
    }

    /** Returns the word that reports, {@code status.json}, and messages use. */
    @JsonValue
    public String id() {
        return id;
    }
}
