package io.github.bedrockfinetuning.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The result of comparing a system with a rival on the same questions, based on the confidence interval for their
 * difference.
 */
public enum Verdict {
    /** The entire interval is above zero. */
    BETTER("better"),
    /** The entire interval is below zero. */
    WORSE("worse"),
    /** The interval contains zero, or the two systems could not be compared. */
    NOT_SHOWN("not shown");

    private final String id;

    Verdict(String id) {
        this.id = id;
    }

    /** Returns the term that is used in reports, in {@code status.json}, and in messages. */
    @JsonValue
    public String id() {
        return id;
    }
}
