package io.github.bedrockfinetuning.answers;

import org.jspecify.annotations.Nullable;

/**
 * One system's answer to one record.
 *
 * @param text the answer; null if there is none
 * @param latencyMs milliseconds from request to answer; null = unknown
 * @param inputTokens the number of tokens in the request; null = unknown
 * @param outputTokens the number of tokens in the answer; null = unknown
 * @param failure the reason that there is no answer; null = answered
 */
public record Answer(
        String id,
        @Nullable String text,
        @Nullable Long latencyMs,
        @Nullable Integer inputTokens,
        @Nullable Integer outputTokens,
        @Nullable String failure) {

    /**
     * Whether the model replied. An empty reply counts, because it is from the model. An error response from the
     * service is not a reply, because it does not come from the model.
     */
    public boolean replied() {
        return text != null;
    }

    /** Whether the answer is missing or was refused by the service. A failed answer scores 0. */
    public boolean failed() {
        return failure != null || text == null;
    }

    /** Whether the answer consists only of white space. Metrics score such an answer, and it can be right. */
    public boolean empty() {
        return failure == null && text != null && text.isBlank();
    }
}
