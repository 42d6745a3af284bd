package io.github.bedrockfinetuning.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a system compares with a rival on the same questions, by the confidence interval of their difference. */
public enum Verdict {
    /** The whole interval lies above zero. */
    BETTER("better"),
    /** The whole interval lies below zero. */
    WORSE("worse"),
    /** The interval contains zero, or the two could not be compared. */
    NOT_SHOWN("not shown");

    private final String id;

    Verdict(String id) {
        this.id = id;
    }

    /** The word that reports, {@code status.json} and messages use. */
    @JsonValue
    public String id() {
        return id;
    }
}
