package io.github.bedrockfinetuning.preparing;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.preparation.Preparation;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Properties of the completions in a prepared training file.
 *
 * @param sample the first completions
 * @param longest number of characters in the longest completion
 */
record Completions(List<String> sample, int longest) {
    private static final int SAMPLED = 5_000;
    private static final int SHORTEST_LIMIT = 256;
    private static final int LONGEST_LIMIT = 4_096;

    static Completions of(Preparation.Prepared prepared, Model base) throws IOException {
        List<String> sample = new ArrayList<>();
        int[] longest = {0};
        Examples.read(Source.of(prepared.files().requireTrain()), base.format(), example -> {
            String completion = example.reference();
            longest[0] = Math.max(longest[0], completion.length());
            if (sample.size() < SAMPLED) {
                sample.add(completion);
            }
        });
        return new Completions(sample, longest[0]);
    }

    /**
     * Returns twice the length of the longest completion, so that the answers of a more verbose model are not
     * truncated.
     */
    int tokenLimit() {
        int tokens = longest * 2 / 3;
        return Math.max(SHORTEST_LIMIT, Math.min(LONGEST_LIMIT, tokens));
    }
}
