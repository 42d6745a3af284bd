package io.github.bedrockfinetuning.answers;

import org.jspecify.annotations.Nullable;

/**
 * A system's answer to one record.
 *
 * @param text the answer; null if there is none
 * @param latencyMs the time from request to answer in milliseconds; null if unknown
 * @param inputTokens the number of tokens in the request; null if unknown
 * @param outputTokens the number of tokens in the answer; null if unknown
 * @param failure the reason that there is no answer; null if there is one
 */
public record Answer(
        String id,
        @Nullable String text,
        @Nullable Long latencyMs,
        @Nullable Integer inputTokens,
        @Nullable Integer outputTokens,
        @Nullable String failure) {

    /**
     * Returns whether the model replied. An empty reply counts, because it comes from the model. An error response from
     * the service does not count.
     */
    public boolean replied() {
        return text != null;
    }

    /** Returns whether the answer is missing or the request for it failed. A failed answer scores 0. */
    public boolean failed() {
        return failure != null || text == null;
    }

    /** Returns whether the answer consists only of white space. Metrics score such an answer, and it can be right. */
    public boolean empty() {
        return failure == null && text != null && text.isBlank();
    }
}
