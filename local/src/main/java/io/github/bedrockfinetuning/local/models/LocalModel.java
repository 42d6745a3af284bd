package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.dataset.record.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A local model that replaces a Bedrock model and responds to conversations. Implementations are immutable and
 * thread-safe.
 */
public interface LocalModel {
    /** The {@link Reply#stopReason} of a complete reply. */
    String END_TURN = "end_turn";

    /** The {@link Reply#stopReason} of a reply that was truncated at the token limit. */
    String MAX_TOKENS = "max_tokens";

    /**
     * Responds to the last user turn.
     *
     * @param system the system prompt; null if the conversation has none
     * @param turns the conversation, which ends with a user turn
     * @param maxTokens the maximum length of the reply, in estimated tokens
     */
    Reply answer(@Nullable String system, List<Turn> turns, int maxTokens);

    /**
     * An answer with its estimated token counts and latency.
     *
     * @param inputTokens the estimated number of prompt tokens, at four characters per token
     * @param outputTokens the estimated number of answer tokens, at four characters per token
     * @param latencyMs the latency, which is estimated from the token counts and not measured
     * @param stopReason {@link #END_TURN} or {@link #MAX_TOKENS}
     */
    record Reply(String text, int inputTokens, int outputTokens, long latencyMs, String stopReason) {}
}
