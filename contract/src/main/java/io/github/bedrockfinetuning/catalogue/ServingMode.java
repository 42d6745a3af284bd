package io.github.bedrockfinetuning.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How Bedrock serves a custom model. */
public enum ServingMode {
    /**
     * A custom model deployment, billed by the token and free while idle.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html">Deploy a
     *     custom model for on-demand inference</a>
     */
    @JsonProperty("on-demand")
    ON_DEMAND,

    /** Provisioned Throughput, billed by the hour until it is deleted; always without commitment here. */
    @JsonProperty("provisioned-throughput")
    PROVISIONED_THROUGHPUT
}
