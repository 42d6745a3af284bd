package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.ListedLabels.Named;
import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Selects one of the listed labels. The words of the message are compared with the names and descriptions of the
 * labels.
 */
record ZeroShotLabels(Likeness likeness) {
    private static final double DESCRIPTION = 0.5;

    /**
     * Returns the label that is most similar to the message. If several labels are equally similar, or if none has a
     * word of the message, returns the first one by name, so the order in the instructions doesn't matter.
     */
    String choose(String message, List<Named> unordered) {
        var labels =
                unordered.stream().sorted(Comparator.comparing(Named::name)).toList();
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

    /**
     * Returns the fraction of the label name that occurs in the message. Words that occur in many labels have less
     * weight.
     */
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

    /** Creates a label from words in the message, for instructions that require a label without listing any. */
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
