package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assigns numbers to the paths of the documents that are compared. Written out, the paths of a document with long
 * names can take space that grows with the square of its length.
 */
public final class JsonPaths {
    /** The root of every document. */
    static final int ROOT = 0;

    private static final String ELEMENT = "[]";
    private static final int LONGEST_TEXT = 300;

    /** One step from a value to one of its parts. The name is null for the step to the elements of a list. */
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

    /**
     * Returns the number of the path that is one step below a path.
     *
     * @param name the name of the field; null for the elements of a list
     */
    int below(int parent, @Nullable String name) {
        return numbers.computeIfAbsent(new Step(parent, name), step -> {
            steps.add(step);
            return steps.size() - 1;
        });
    }

    /**
     * Returns the path in the common notation, such as {@code items[].price}. A long path is truncated at its
     * beginning.
     */
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
