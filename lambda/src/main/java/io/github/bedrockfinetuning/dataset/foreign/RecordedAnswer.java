package io.github.bedrockfinetuning.dataset.foreign;

import java.util.Optional;

/**
 * The properties of a logged answer: the model, the latency, and the token counts.
 *
 * @param model the model ID, or the ARN that was used to invoke the model
 */
record RecordedAnswer(
        String model, Optional<Long> latencyMs, Optional<Long> inputTokens, Optional<Long> outputTokens) {}
