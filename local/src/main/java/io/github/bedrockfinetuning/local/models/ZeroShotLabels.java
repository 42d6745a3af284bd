package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.ListedLabels.Named;
import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.ArrayList;
import java.util.List;

/** Chooses among listed labels by the words that a message shares with their names and descriptions. */
record ZeroShotLabels(Likeness likeness) {
    private static final double DESCRIPTION = 0.5;

    /** The label most similar to the message; the first one in a tie or if no words are shared. */
    String choose(String message, List<Named> labels) {
        var words = Words.of(message);
        var best = labels.get(0);
        var highest = 0.0;
        for (var label : labels) {
            var score = score(words, Words.ofIdentifier(label.name()), labels)
                    + DESCRIPTION * score(words, Words.content(label.description()), List.of());
            if (score > highest) {
                highest = score;
                best = label;
            }
        }
        return best.name();
    }

    /** The share of the name that the message has; a word that many labels have counts for less. */
    private double score(List<String> message, List<String> name, List<Named> labels) {
        var found = 0.0;
        var all = 0.0;
        for (var part : name) {
            if (Words.stop(part)) {
                continue;
            }
            var sharing = labels.stream()
                    .filter(label -> Words.ofIdentifier(label.name()).contains(part))
                    .count();
            var weight = 1.0 / Math.max(1, sharing);
            all += weight;
            found += weight
                    * message.stream()
                            .mapToDouble(word -> likeness.of(word, part))
                            .max()
                            .orElse(0);
        }
        return all == 0 ? 0 : found / all;
    }

    /** A label from the message's own words, for instructions that ask for a label without listing any. */
    String invent(String message) {
        var parts = new ArrayList<String>();
        var negated = false;
        for (var word : Words.of(message)) {
            negated |= word.equals("not") || word.matches("(is|do|did|does|has|was)nt");
            if (!Words.stop(word) && word.chars().allMatch(Character::isLetter) && parts.size() < 3) {
                parts.add(word);
            }
        }
        if (negated && parts.remove("working") | parts.remove("work")) {
            parts.add("not_working");
        }
        return parts.isEmpty() ? "other" : String.join("_", parts);
    }
}
