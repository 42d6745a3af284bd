package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.dataset.record.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local model in place of a Bedrock model: it answers a conversation. Immutable and thread-safe. */
public interface LocalModel {
    /** The {@link Reply#stopReason} of a complete reply. */
    String END_TURN = "end_turn";

    /** The {@link Reply#stopReason} of a reply that was cut at the token limit. */
    String MAX_TOKENS = "max_tokens";

    /**
     * Answers the last user turn.
     *
     * @param system the system prompt; null if the conversation has none
     * @param turns the conversation; the last turn is the user's
     * @param maxTokens the maximum length of the reply, in estimated tokens
     */
    Reply answer(@Nullable String system, List<Turn> turns, int maxTokens);

    /**
     * An answer with its estimated tokens and latency.
     *
     * @param inputTokens estimated: one token for every four characters of prompt
     * @param outputTokens estimated the same way
     * @param latencyMs estimated from the two token counts, not measured
     * @param stopReason {@link #END_TURN} or {@link #MAX_TOKENS}
     */
    record Reply(String text, int inputTokens, int outputTokens, long latencyMs, String stopReason) {}
}
