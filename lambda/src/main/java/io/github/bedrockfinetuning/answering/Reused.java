package io.github.bedrockfinetuning.answering;

import java.time.Instant;
import java.util.Objects;

/**
 * The answers of one system that another run requested and that were billed in that run.
 *
 * @param runId the ID of that run
 * @param askedAt the time at which that run received the first of these answers
 * @param answers the number of answers
 */
public record Reused(String runId, Instant askedAt, int answers, long inputTokens, long outputTokens) {

    static Reused of(Asked asked) {
        return new Reused(
                Objects.requireNonNull(asked.askedBy()),
                Objects.requireNonNull(asked.askedAt()),
                1,
                Objects.requireNonNullElse(asked.measured().inputTokens(), 0),
                Objects.requireNonNullElse(asked.measured().outputTokens(), 0));
    }

    Reused plus(Reused other) {
        return new Reused(
                runId,
                askedAt.isBefore(other.askedAt) ? askedAt : other.askedAt,
                answers + other.answers,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens);
    }
}
