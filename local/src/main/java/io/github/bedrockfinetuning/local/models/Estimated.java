package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model whose tokens and latency are estimates from the length of the texts: four characters per token, a fixed time
 * to the first token and a fixed rate after it.
 */
record Estimated(Answerer answerer, Pace pace) implements LocalModel {
    private static final int CHARACTERS_PER_TOKEN = 4;

    /**
     * An assumed speed, so that a rehearsal can show latencies. It is not measured on any Bedrock model.
     *
     * @param firstTokenMs before any output
     * @param microsPerInputToken for reading the prompt
     * @param microsPerOutputToken for writing the answer
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
