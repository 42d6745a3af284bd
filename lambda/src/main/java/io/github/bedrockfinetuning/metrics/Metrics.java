package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics there are, by name. */
public final class Metrics {
    private static final Map<String, Metric> ALL = new LinkedHashMap<>();

    private Metrics() {}

    /** Every metric's name, in the order in which they are listed to users. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * @throws IllegalArgumentException naming the metrics there are
     */
    public static Metric named(String name) {
        Metric metric = ALL.get(name);
        if (metric == null) {
            throw new IllegalArgumentException(
                    "There is no metric \"" + name + "\". Choose one of: " + String.join(", ", ALL.keySet()) + ".");
        }
        return metric;
    }

    /**
     * The metrics that suit a task, told from its completions; the primary one first.
     *
     * @param completions the training completions, or the references of a test set
     */
    public static List<String> inferred(List<String> completions) {
        return new ArrayList<>(List.of("token_f1_multiset", "squad_em"));
    }
}
