package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.dataset.record.Turn;
import java.util.List;

/** A stand-in for a Bedrock model: it answers a conversation. Immutable, so safe to call from several threads. */
public interface LocalModel {
    /** What a reply says in {@link Reply#stopReason} when it is complete. */
    String END_TURN = "end_turn";

    /** What a reply says in {@link Reply#stopReason} when it was cut at the token limit. */
    String MAX_TOKENS = "max_tokens";

    /**
     * Answers the last user turn.
     *
     * @param system the system prompt, or null
     * @param turns the conversation; the last turn is the user's
     * @param maxTokens where the reply is cut, in estimated tokens
     */
    Reply answer(String system, List<Turn> turns, int maxTokens);

    /**
     * One answer with what it would have cost.
     *
     * @param inputTokens estimated: one token for every four characters of prompt
     * @param outputTokens estimated the same way
     * @param latencyMs estimated from the two token counts; nothing is timed
     * @param stopReason {@link #END_TURN} or {@link #MAX_TOKENS}
     */
    record Reply(String text, int inputTokens, int outputTokens, long latencyMs, String stopReason) {}
}
