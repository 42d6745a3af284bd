package io.github.bedrockfinetuning.local.models.learning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained {@link Answerer} and its losses.
 *
 * @param limit a sentence on what this learner cannot learn; null if it suits the task
 */
public record Learned(
        Answerer answerer, List<EpochLoss> losses, @Nullable String limit) {
    public Learned(Answerer answerer, List<EpochLoss> losses) {
        this(answerer, losses, null);
    }
}
