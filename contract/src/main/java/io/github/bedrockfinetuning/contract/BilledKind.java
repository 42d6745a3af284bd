package io.github.bedrockfinetuning.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** The kind of a Bedrock resource of a run that can cost money. */
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

    /** Returns the word that {@code status.json} and messages use. */
    @JsonValue
    public String id() {
        return id;
    }
}
