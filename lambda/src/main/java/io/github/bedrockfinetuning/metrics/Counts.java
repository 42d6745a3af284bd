package io.github.bedrockfinetuning.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the occurrences of elements. */
final class Counts {
    private Counts() {}

    static <T> Map<T, int[]> of(List<T> things) {
        Map<T, int[]> counts = new HashMap<>(things.size() * 2);
        for (T thing : things) {
            counts.computeIfAbsent(thing, t -> new int[1])[0]++;
        }
        return counts;
    }

    /** Returns the size of the multiset intersection. Changes the counts. */
    static <T> int common(Map<T, int[]> counts, List<T> things) {
        int common = 0;
        for (T thing : things) {
            int[] left = counts.get(thing);
            if (left != null && left[0] > 0) {
                left[0]--;
                common++;
            }
        }
        return common;
    }

    /** Returns the harmonic mean of precision and recall, or 0 if both are 0. */
    static double f1(double precision, double recall) {
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    }
}
