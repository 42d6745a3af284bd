package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.Features;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The features of a complete message for a classifier: words, stems, pairs of words, and character n-grams. Rare
 * features have more weight.
 */
final class TextFeatures {
    private static final int SHORTEST_RUN = 3;
    private static final int LONGEST_RUN = 4;

    private final Map<String, Integer> holding = new HashMap<>();
    private final int prompts;

    private TextFeatures(int prompts) {
        this.prompts = prompts;
    }

    /** Determines from the training prompts how rare each feature is. */
    static TextFeatures of(List<Prompt> prompts) {
        var look = new TextFeatures(prompts.size());
        for (var prompt : prompts) {
            plain(prompt).values().keySet().forEach(name -> look.holding.merge(name, 1, Integer::sum));
        }
        look.holding.values().removeIf(count -> count < 2);
        return look;
    }

    Features of(Prompt prompt) {
        var features = plain(prompt);
        features.values().replaceAll((name, value) -> value * Math.sqrt(rarity(name)));
        return features.normalised();
    }

    private double rarity(String name) {
        return Math.log((2.0 + prompts) / (1 + holding.getOrDefault(name, 1)));
    }

    private static Features plain(Prompt prompt) {
        var features = new Features();
        var previous = "<";
        for (var word : Words.of(prompt.message())) {
            features.add("w " + word).add("b " + previous + " " + word).add("s " + Words.stem(word));
            previous = word;
            if (word.length() > SHORTEST_RUN) {
                for (var size = SHORTEST_RUN; size <= LONGEST_RUN; size++) {
                    Words.grams(word, size).forEach(run -> features.add("c " + run, 0.5));
                }
            }
        }
        features.add("b " + previous + " >");
        for (var word : Words.content(prompt.earlier())) {
            features.add("e " + word, 0.5);
        }
        return features;
    }
}
