package io.github.bedrockfinetuning.local.models.reading;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The overlap between a question and the parts of a passage. Rare words have more weight than frequent ones. */
final class Overlap {
    private final Map<String, Double> weights = new HashMap<>();
    private final double total;

    /**
     * @param question the stems of the question
     * @param parts the stems of each row and sentence
     */
    Overlap(Set<String> question, Collection<Set<String>> parts) {
        for (var stem : question) {
            var holding = parts.stream().filter(part -> part.contains(stem)).count();
            weights.put(stem, 1 / Math.log(Math.E + holding));
        }
        total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Returns the fraction of the question that occurs in a part, from 0 to 1. */
    double recall(Set<String> part) {
        var found = 0.0;
        for (var stem : part) {
            found += weights.getOrDefault(stem, 0.0);
        }
        return total == 0 ? 0 : found / total;
    }

    /** Returns the fraction of a part that occurs in the question, from 0 to 1. */
    double precision(Set<String> part) {
        var found = part.stream().filter(weights::containsKey).count();
        return part.isEmpty() ? 0 : (double) found / part.size();
    }
}
