package io.github.bedrockfinetuning.dataset.likeness;

import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Groups questions that are so similar that a split must keep them together. The order of lines has no effect. */
public final class NearGroups {
    /**
     * The maximum number of questions to compare. It exceeds the record limit of every model. If there are more
     * questions, none are compared.
     */
    private static final int MOST_QUESTIONS = 50_000;
    /**
     * The divisor that limits the largest group to a tenth of the questions. The questions of a larger group share a
     * template, and such a group could not be split.
     */
    private static final int LARGEST_SHARE = 10;

    private static final int ALWAYS_ALLOWED = 10;

    private final TreeMap<Long, int[]> sketches = new TreeMap<>();
    private final Sketch sketch = new Sketch();
    private boolean tooMany;

    /**
     * Adds a question.
     *
     * @param key the key of the question, which is equal for questions that differ only in case, white space, or
     *     punctuation
     */
    public void add(long key, Example example) {
        if (tooMany || sketches.containsKey(key)) {
            return;
        }
        sketch.clear();
        for (Turn turn : example.question()) {
            byte[] words = NormalForm.text(turn.text(), true).getBytes(StandardCharsets.UTF_8);
            sketch.add(words, 0, words.length);
        }
        sketches.put(key, sketch.hashes());
        if (sketches.size() > MOST_QUESTIONS) {
            tooMany = true;
            sketches.clear();
        }
    }

    /** Returns, for each key in a group of at least two keys, the smallest key in the group. */
    public Map<Long, Long> groups() {
        List<Long> keys = new ArrayList<>(sketches.keySet());
        int[] parents = new int[keys.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
        }
        new SketchIndex(List.copyOf(sketches.values()), Fingerprints.NEAR).pairs((a, b) -> {
            int first = root(parents, a);
            int second = root(parents, b);
            parents[Math.max(first, second)] = Math.min(first, second);
        });
        int[] sizes = new int[parents.length];
        for (int i = 0; i < parents.length; i++) {
            sizes[root(parents, i)]++;
        }
        int largest = Math.max(ALWAYS_ALLOWED, keys.size() / LARGEST_SHARE);
        Map<Long, Long> groups = new HashMap<>();
        for (int i = 0; i < parents.length; i++) {
            int root = root(parents, i);
            if (sizes[root] > 1 && sizes[root] <= largest) {
                groups.put(keys.get(i), keys.get(root));
            }
        }
        return groups;
    }

    private static int root(int[] parents, int of) {
        int root = of;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
