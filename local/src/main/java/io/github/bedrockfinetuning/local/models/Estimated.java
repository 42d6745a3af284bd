package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model whose token counts and latency are estimated from the length of the text. The estimate assumes four
 * characters per token, a fixed time to the first token, and a fixed rate for the following tokens.
 */
record Estimated(Answerer answerer, Pace pace) implements LocalModel {
    private static final int CHARACTERS_PER_TOKEN = 4;

    /**
     * An assumed speed that allows a rehearsal to show latencies. It is not based on measurements of Bedrock models.
     *
     * @param firstTokenMs the time before the first output token
     * @param microsPerInputToken the time per prompt token
     * @param microsPerOutputToken the time per answer token
     */
    record Pace(long firstTokenMs, long microsPerInputToken, long microsPerOutputToken) {
        static final Pace SMALL = new Pace(250, 40, 8_000);
        static final Pace LARGE = new Pace(500, 100, 20_000);
    }

    @Override
    public Reply answer(@Nullable String system, List<Turn> turns, int maxTokens) {
        var prompt = Prompt.of(system, turns);
        var text = answerer.answer(prompt);
        var limit = Math.multiplyExact((long) Math.max(maxTokens, 1), CHARACTERS_PER_TOKEN);
        var cut = text.length() > limit;
        var reply = cut ? text.substring(0, (int) limit) : text;
        var input = tokens(prompt.length());
        var output = tokens(reply.length());
        var micros = pace.microsPerInputToken * input + pace.microsPerOutputToken * output;
        return new Reply(reply, input, output, pace.firstTokenMs + micros / 1000, cut ? MAX_TOKENS : END_TURN);
    }

    static int tokens(int characters) {
        return Math.max(1, (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN);
    }
}
