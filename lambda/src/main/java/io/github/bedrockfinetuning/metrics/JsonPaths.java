package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths of documents that are compared, each with a number: written out, the paths of a document with long names can
 * take space that grows with the square of its length.
 */
public final class JsonPaths {
    /** Where every document begins. */
    static final int ROOT = 0;

    private static final String ELEMENT = "[]";
    private static final int LONGEST_TEXT = 300;

    /** One step down; a null name is that to the elements of a list. */
    private record Step(int parent, @Nullable String name) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            int byParent = Integer.compare(parent, other.parent);
            if (byParent != 0 || name == null || other.name == null) {
                return byParent != 0 ? byParent : Boolean.compare(name == null, other.name == null);
            }
            return name.compareTo(other.name);
        }
    }

    private final Map<Step, Integer> numbers = new HashMap<>();
    private final List<Step> steps = new ArrayList<>(List.of(new Step(ROOT, "")));

    /** @param name null for the elements of a list */
    int below(int parent, @Nullable String name) {
        return numbers.computeIfAbsent(new Step(parent, name), step -> {
            steps.add(step);
            return steps.size() - 1;
        });
    }

    /** As people write it, {@code items[].price}; a long one is cut at its beginning. */
    public String text(int path) {
        StringBuilder reversed = new StringBuilder();
        for (int at = path; at != ROOT && reversed.length() < LONGEST_TEXT; at = steps.get(at).parent) {
            String name = steps.get(at).name;
            boolean named = steps.get(at).parent != ROOT;
            String step = name == null ? ELEMENT : (named ? "." : "") + end(name);
            reversed.append(new StringBuilder(step).reverse());
        }
        if (reversed.length() > LONGEST_TEXT) {
            reversed.setLength(LONGEST_TEXT);
            reversed.append('\u2026');
        }
        return reversed.reverse().toString();
    }

    private static String end(String name) {
        return name.length() <= LONGEST_TEXT ? name : name.substring(name.length() - LONGEST_TEXT - 1);
    }
}
