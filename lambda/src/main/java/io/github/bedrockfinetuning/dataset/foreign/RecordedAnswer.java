package io.github.bedrockfinetuning.dataset.foreign;

import java.util.Optional;

/**
 * The properties of a logged answer: the model that gave it, and its usage.
 *
 * @param model the model ID, or the ARN that was used to invoke it
 */
record RecordedAnswer(
        String model, Optional<Long> latencyMs, Optional<Long> inputTokens, Optional<Long> outputTokens) {}
