package io.github.bedrockfinetuning.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the training examples whose prompts are most like a text: cosine over words, rare words weighing more. */
final class Neighbours {
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<TrainingExample> examples;
    private final Map<String, List<Integer>> byWord = new HashMap<>();
    private final double[] lengths;

    Neighbours(List<TrainingExample> examples) {
        this.examples = examples;
        this.lengths = new double[examples.size()];
        List<Set<String>> words = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            words.add(words(examples.get(i).prompt()));
            for (String word : words.get(i)) {
                byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(i);
            }
        }
        for (int i = 0; i < lengths.length; i++) {
            double squares = 0;
            for (String word : words.get(i)) {
                squares += weight(word) * weight(word);
            }
            lengths[i] = Math.sqrt(squares);
        }
    }

    List<TrainingExample> nearest(String text, int most) {
        Map<Integer, Double> products = new HashMap<>();
        for (String word : words(text)) {
            for (int example : byWord.getOrDefault(word, List.of())) {
                products.merge(example, weight(word) * weight(word), Double::sum);
            }
        }
        return products.entrySet().stream()
                .filter(entry -> lengths[entry.getKey()] > 0)
                .sorted(Comparator.comparingDouble(
                                (Map.Entry<Integer, Double> entry) -> -entry.getValue() / lengths[entry.getKey()])
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(entry -> examples.get(entry.getKey()))
                .toList();
    }

    private double weight(String word) {
        return Math.log(
                (1.0 + examples.size()) / byWord.getOrDefault(word, List.of()).size());
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : NOT_A_WORD.split(text == null ? "" : text.toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
