package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Calculates how similar two words are for an untrained model, from 0 to 1. */
interface Likeness {
    double of(String a, String b);

    /** Returns a measure that treats only words with the same stem as similar. */
    static Likeness stems() {
        return (a, b) -> Words.stem(a).equals(Words.stem(b)) ? 1 : 0;
    }

    /** Returns a measure that also treats misspellings and common synonyms as similar. */
    static Likeness informed() {
        return new Informed(Synonyms.GROUPS);
    }

    /** The measure that the reference model uses. */
    final class Informed implements Likeness {
        private static final double STEM = 0.9;
        private static final double SYNONYM = 0.7;
        private static final double SPELLING = 0.6;
        private static final double LEAST_OVERLAP = 0.55;
        private static final int LEAST_LETTERS = 5;

        private final Map<String, Set<Integer>> groups = new HashMap<>();

        private Informed(Iterable<Set<String>> synonyms) {
            var group = 0;
            for (var words : synonyms) {
                for (var word : words) {
                    groups.computeIfAbsent(Words.stem(word), stem -> new HashSet<>())
                            .add(group);
                }
                group++;
            }
        }

        @Override
        public double of(String a, String b) {
            if (a.equals(b)) {
                return 1;
            }
            var first = Words.stem(a);
            var second = Words.stem(b);
            if (first.equals(second)) {
                return STEM;
            }
            var mine = groups.getOrDefault(first, Set.of());
            if (groups.getOrDefault(second, Set.of()).stream().anyMatch(mine::contains)) {
                return SYNONYM;
            }
            return misspelt(a, b) ? SPELLING : 0;
        }

        private static boolean misspelt(String a, String b) {
            if (a.length() < LEAST_LETTERS || b.length() < LEAST_LETTERS || Math.abs(a.length() - b.length()) > 2) {
                return false;
            }
            var first = Words.grams(a, 2);
            var second = Words.grams(b, 2);
            var shared = first.stream().filter(second::contains).count();
            return 2.0 * shared / (first.size() + second.size()) >= LEAST_OVERLAP;
        }
    }
}
