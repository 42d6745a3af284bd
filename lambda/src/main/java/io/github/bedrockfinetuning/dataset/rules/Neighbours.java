package io.github.bedrockfinetuning.dataset.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds the sketches that are at least so similar. Two such sketches share one of their rarest hashes, so only records
 * that do are compared with each other.
 */
public final class Neighbours {
    /** Records that share a hash beyond this many are not looked at for it: it says nothing. */
    private static final int MOST = 20;
    /** Records that one is compared with, those that share its rarest hashes first: time stays in bounds. */
    private static final int COMPARED = 100;

    private final List<int[]> sketches;
    private final double similarity;
    private final Map<Integer, Integer> frequency = new HashMap<>();
    private final Map<Integer, List<Integer>> byHash = new HashMap<>();

    /** @param similarity the least, above 0 and up to 1 */
    public Neighbours(List<int[]> sketches, double similarity) {
        this.sketches = sketches;
        this.similarity = similarity;
        for (int[] sketch : sketches) {
            for (int hash : sketch) {
                frequency.merge(hash, 1, Integer::sum);
            }
        }
    }

    /** Takes every pair of similar sketches, the later one first. */
    public void pairs(BiConsumer<Integer, Integer> pair) {
        for (int i = 0; i < sketches.size(); i++) {
            int[] rarest = rarest(sketches.get(i));
            for (int earlier : candidates(rarest)) {
                if (Sketch.similarity(sketches.get(i), sketches.get(earlier)) >= similarity) {
                    pair.accept(i, earlier);
                }
            }
            index(rarest, i);
        }
    }

    /** Makes all sketches findable by {@link #nearest}. */
    public Neighbours indexed() {
        for (int i = 0; i < sketches.size(); i++) {
            index(rarest(sketches.get(i)), i);
        }
        return this;
    }

    /** The most similar sketch, the first of equals, or -1 if none is similar enough. */
    public int nearest(int[] sketch) {
        int best = -1;
        double most = 0;
        for (int candidate : candidates(rarest(sketch))) {
            double here = Sketch.similarity(sketch, sketches.get(candidate));
            if (here >= similarity && (here > most || here == most && candidate < best)) {
                best = candidate;
                most = here;
            }
        }
        return best;
    }

    private Set<Integer> candidates(int[] rarest) {
        Set<Integer> candidates = new HashSet<>();
        for (int i = 0; i < rarest.length && candidates.size() < COMPARED; i++) {
            candidates.addAll(byHash.getOrDefault(rarest[i], List.of()));
        }
        return candidates;
    }

    private void index(int[] rarest, int record) {
        for (int hash : rarest) {
            List<Integer> records = byHash.computeIfAbsent(hash, none -> new ArrayList<>(2));
            if (records.size() < MOST) {
                records.add(record);
            }
        }
    }

    /** So many that a sketch without any of them is not similar enough. */
    private int[] rarest(int[] sketch) {
        int count = sketch.length == 0 ? 0 : sketch.length - (int) Math.ceil(similarity * sketch.length) + 1;
        long[] byFrequency = new long[sketch.length];
        for (int i = 0; i < sketch.length; i++) {
            byFrequency[i] = (long) frequency.getOrDefault(sketch[i], 0) << 32 | sketch[i] & 0xFFFFFFFFL;
        }
        Arrays.sort(byFrequency);
        int[] rarest = new int[count];
        for (int i = 0; i < count; i++) {
            rarest[i] = (int) byFrequency[i];
        }
        return rarest;
    }
}
