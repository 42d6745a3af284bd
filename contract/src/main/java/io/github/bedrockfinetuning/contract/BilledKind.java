package io.github.bedrockfinetuning.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of Bedrock resource a run may leave on the bill. */
public enum BilledKind {
    /** A fine-tuning job. */
    JOB("job"),
    /** An on-demand deployment of a custom model. */
    DEPLOYMENT("deployment"),
    /** Provisioned Throughput of a custom model. */
    THROUGHPUT("throughput");

    private final String id;

    BilledKind(String id) {
        this.id = id;
    }

    /** The word that {@code status.json} and messages use. */
    @JsonValue
    public String id() {
        return id;
    }
}
