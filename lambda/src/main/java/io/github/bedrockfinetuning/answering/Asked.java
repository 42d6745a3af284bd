package io.github.bedrockfinetuning.answering;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.bedrockfinetuning.answers.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A system's answer to one record, as stored under {@code runs/<runId>/answers/<system>/}.
 *
 * @param answer the answer; null if the request failed
 * @param stopReason the reason that the model stopped; null if the request failed
 * @param failed the reason that there is no answer; null if there is one
 * @param askedBy the run that sent the request and paid for it; null if this run did
 * @param askedAt the time of that run's request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Asked(
        String id,
        @Nullable String answer,
        @JsonUnwrapped Measured measured,
        @Nullable String stopReason,
        @Nullable String failed,
        @Nullable String askedBy,
        @Nullable Instant askedAt) {

    /** The measurements that the service returned for the request. Each one is null if it is unknown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Measured(
            @Nullable Long latencyMs,
            @Nullable Integer inputTokens,
            @Nullable Integer outputTokens) {
        static final Measured UNKNOWN = new Measured(null, null, null);
    }

    Asked(String id, @Nullable String answer, Measured measured, @Nullable String stopReason, @Nullable String failed) {
        this(id, answer, measured, stopReason, failed, null, null);
    }

    /** Returns a copy that specifies the run that sent the request. */
    Asked by(String run, Instant at) {
        return new Asked(id, answer, measured, stopReason, failed, run, at);
    }

    Answer toAnswer() {
        return new Answer(id, answer, measured.latencyMs(), measured.inputTokens(), measured.outputTokens(), failed);
    }

    static Asked failure(String id, String reason) {
        return new Asked(id, null, Measured.UNKNOWN, null, reason);
    }
}
