package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.TrainingExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the training examples whose prompts are most similar to a specified prompt, based on the cosine similarity of
 * their words, with higher weights for rare words.
 */
final class NearestExamples {
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<TrainingExample> examples;
    private final Map<String, Numbers> byWord = new HashMap<>();
    private final double[] lengths;

    /** A growable list of numbers. */
    private static final class Numbers {
        private int[] all = new int[4];
        private int size;

        void add(int number) {
            all = size == all.length ? Arrays.copyOf(all, size * 2) : all;
            all[size++] = number;
        }
    }

    NearestExamples(List<TrainingExample> examples) {
        this.examples = examples;
        this.lengths = new double[examples.size()];
        int number = 0;
        for (TrainingExample example : examples) {
            for (String word : words(example.prompt())) {
                byWord.computeIfAbsent(word, w -> new Numbers()).add(number);
            }
            number++;
        }
        byWord.forEach((word, having) -> {
            double square = weight(having) * weight(having);
            for (int i = 0; i < having.size; i++) {
                lengths[having.all[i]] += square;
            }
        });
        Arrays.setAll(lengths, i -> Math.sqrt(lengths[i]));
    }

    List<TrainingExample> nearest(@Nullable String text, int most) {
        double[] products = new double[examples.size()];
        for (String word : words(text)) {
            Numbers having = byWord.get(word);
            for (int i = 0; having != null && i < having.size; i++) {
                products[having.all[i]] += weight(having) * weight(having);
            }
        }
        PriorityQueue<Integer> best =
                new PriorityQueue<>(Comparator.comparingDouble((Integer number) -> products[number] / lengths[number])
                        .thenComparing(Comparator.reverseOrder()));
        for (int number = 0; number < products.length; number++) {
            if (products[number] > 0 && lengths[number] > 0) {
                best.add(number);
                if (best.size() > most) {
                    best.remove();
                }
            }
        }
        List<TrainingExample> nearest = new ArrayList<>();
        while (!best.isEmpty()) {
            nearest.add(0, examples.get(best.remove()));
        }
        return nearest;
    }

    private double weight(Numbers having) {
        return Math.log((1.0 + examples.size()) / having.size);
    }

    private static Set<String> words(@Nullable String text) {
        Set<String> words = new HashSet<>();
        for (String word : NOT_A_WORD.split(text == null ? "" : text.toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
