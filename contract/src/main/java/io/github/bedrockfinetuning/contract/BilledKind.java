package io.github.bedrockfinetuning.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** The type of a billable Bedrock resource that a run creates. */
public enum BilledKind {
    /** A fine-tuning job. */
    JOB("job"),
    /** A custom model deployment for on-demand inference. */
    DEPLOYMENT("deployment"),
    /** Provisioned Throughput for a custom model. */
    THROUGHPUT("throughput");

    private final String id;

    BilledKind(String id) {
        this.id = id;
    }

    /** Returns the term that is used in {@code status.json} and in messages. */
    @JsonValue
    public String id() {
        return id;
    }
}
