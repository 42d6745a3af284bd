package io.github.bedrockfinetuning.metrics;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The registry of all metrics. */
public final class Metrics {
    private static final int LONGEST_LABEL = 64;
    private static final int MOST_LABELS = 500;
    private static final int LEAST_EXAMPLES_OF_A_LABEL = 4;
    private static final double NEARLY_ALL = 0.95;

    private static final Map<String, Metric> ALL = new LinkedHashMap<>();

    static {
        add(TokenF1.all());
        add(List.of(new Accuracy()));
        add(JsonMatch.all());
        add(List.of(new JsonConforms()));
        add(Squad.all());
        add(FmEval.all());
        add(Rouge.all());
        add(List.of(new Bleu(), new Chrf()));
        add(TatQa.all());
    }

    private Metrics() {}

    private static void add(List<Metric> metrics) {
        metrics.forEach(metric -> ALL.put(metric.name(), metric));
    }

    /** Returns every metric, in the order in which users see them. */
    public static List<Metric> all() {
        return List.copyOf(ALL.values());
    }

    /** Returns the name of every metric, in the same order. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** Returns a metric's name for use in sentences and headings. */
    public static String title(String name) {
        return named(name).definition().title();
    }

    /**
     * Returns the metric with this name.
     *
     * @throws IllegalArgumentException if there is no such metric; the message lists all metrics
     */
    public static Metric named(String name) {
        Metric metric = ALL.get(name);
        if (metric == null) {
            throw new IllegalArgumentException("There is no metric \"" + name + "\". Specify one of the following: "
                    + String.join(", ", ALL.keySet()) + ".");
        }
        return metric;
    }

    /**
     * Chooses the metrics for a task based on its completions, with the primary metric first. If nearly all
     * completions are JSON objects, the primary metric is the exact JSON match. If they are few short texts that
     * recur, they are labels, and the primary metric is accuracy. Otherwise, it is token F1, or chrF if the script
     * has no spaces between words.
     *
     * @param completions the training completions, or the references of a test set
     */
    public static List<String> inferred(List<String> completions) {
        if (!completions.isEmpty() && areJson(completions)) {
            return List.of("json_exact", "json_field_f1", "json_parses");
        }
        if (!completions.isEmpty() && areLabels(completions)) {
            return List.of("accuracy", "token_f1_multiset");
        }
        // Without spaces, a whole sentence counts as one word, so only a metric based on characters is meaningful.
        return Scripts.withoutSpaces(completions)
                ? List.of("sacrebleu_chrf", "token_f1_multiset")
                : List.of("token_f1_multiset", "squad_em");
    }

    /** Returns whether completions are labels: short single lines with few distinct values. */
    public static boolean areLabels(List<String> completions) {
        Set<String> labels = new HashSet<>();
        for (String completion : completions) {
            String label = PythonText.strip(completion);
            if (label.length() > LONGEST_LABEL || label.indexOf('\n') >= 0) {
                return false;
            }
            labels.add(label);
        }
        return labels.size() <= MOST_LABELS && labels.size() * LEAST_EXAMPLES_OF_A_LABEL <= completions.size();
    }

    private static boolean areJson(List<String> completions) {
        long objects = completions.stream()
                .filter(completion -> completion.stripLeading().startsWith("{"))
                .filter(completion -> JsonMatch.parse(completion).isPresent())
                .count();
        return objects >= NEARLY_ALL * completions.size();
    }
}
