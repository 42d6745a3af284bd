package io.github.bedrockfinetuning.dataset.foreign;

import java.util.Optional;

/**
 * What a log tells of the model that gave an answer, and of what the answer took.
 *
 * @param model its id, or the ARN under which it was called
 */
record RecordedAnswer(
        String model, Optional<Long> latencyMs, Optional<Long> inputTokens, Optional<Long> outputTokens) {}
