package io.github.bedrockfinetuning.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * A training setting that a model accepts. Bedrock requires every value as a string.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/custom-models-hp.html">Custom model
 *     hyperparameters</a>
 */
public record Hyperparameter(
        String name,
        boolean integer,
        BigDecimal min,
        BigDecimal max,
        @JsonProperty("default") BigDecimal defaultValue) {

    /** Returns whether {@code value} is a valid number for this setting. */
    public boolean allows(BigDecimal value) {
        return value.compareTo(min) >= 0
                && value.compareTo(max) <= 0
                && (!integer || value.stripTrailingZeros().scale() <= 0);
    }
}
