package io.github.bedrockfinetuning.answering;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bedrockfinetuning.answers.Answer;
import java.time.Instant;

/**
 * One system's answer to one record, as stored under {@code runs/<runId>/answers/<system>/}.
 *
 * @param answer null if it failed
 * @param stopReason why the model ended; null if it failed
 * @param failed why there is no answer; null if there is one
 * @param askedBy the run that asked and paid; null if it is the one under which this is stored
 * @param askedAt when it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Asked(
        String id,
        String answer,
        Long latencyMs,
        Integer inputTokens,
        Integer outputTokens,
        String stopReason,
        String failed,
        String askedBy,
        Instant askedAt) {

    Asked(
            String id,
            String answer,
            Long latencyMs,
            Integer inputTokens,
            Integer outputTokens,
            String stopReason,
            String failed) {
        this(id, answer, latencyMs, inputTokens, outputTokens, stopReason, failed, null, null);
    }

    /** The same, saying who asked. */
    Asked by(String run, Instant at) {
        return new Asked(id, answer, latencyMs, inputTokens, outputTokens, stopReason, failed, run, at);
    }

    Answer toAnswer() {
        return new Answer(id, answer, latencyMs, inputTokens, outputTokens, failed);
    }

    static Asked failure(String id, String reason) {
        return new Asked(id, null, null, null, null, null, reason);
    }
}
