package io.github.bedrockfinetuning.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The serving mode of a custom model in Bedrock. */
public enum ServingMode {
    /**
     * A custom model deployment, billed per token and free while idle.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html">Deploy a
     *     custom model for on-demand inference</a>
     */
    @JsonProperty("on-demand")
    ON_DEMAND,

    /**
     * Provisioned Throughput, which is billed per hour until it is deleted. This software uses only Provisioned
     * Throughput with no commitment.
     */
    @JsonProperty("provisioned-throughput")
    PROVISIONED_THROUGHPUT
}
