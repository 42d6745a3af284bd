package io.github.bedrockfinetuning.answering;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bedrockfinetuning.verdict.Answer;

/**
 * One system's answer to one record, as stored under {@code runs/<runId>/answers/<system>/}.
 *
 * @param answer null if it failed
 * @param stopReason why the model ended; null if it failed
 * @param failed why there is no answer; null if there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Asked(
        String id,
        String answer,
        Long latencyMs,
        Integer inputTokens,
        Integer outputTokens,
        String stopReason,
        String failed) {

    Answer toAnswer() {
        return new Answer(id, answer, latencyMs, inputTokens, outputTokens, failed);
    }

    static Asked failure(String id, String reason) {
        return new Asked(id, null, null, null, null, null, reason);
    }
}
