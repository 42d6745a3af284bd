package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.metrics.JsonConforms;
import io.github.bedrockfinetuning.metrics.Metric;
import io.github.bedrockfinetuning.metrics.MetricDefinition;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.metrics.Scripts;
import io.github.bedrockfinetuning.text.Plain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores the reference answers, and damaged versions of them, with all metrics of a run before any cost is incurred.
 * Problems that would otherwise fail the run after the models have answered are found here.
 */
public final class ReferenceCheck {
    private static final double MOST = 0.5;
    private static final int MOST_FAULTS = 20;
    /**
     * The maximum number of records for which damaged versions of the reference answer are also scored. A higher
     * number would take noticeable time.
     */
    private static final int MOST_DAMAGED = 200;

    private static final int LONGEST_DAMAGED = 10_000;
    private static final int SAMPLE = 1_000;

    private final List<Metric> metrics = new ArrayList<>();
    private final @Nullable JsonConforms schema;
    private final Map<String, Count> obstacles = new LinkedHashMap<>();
    /** Metrics that score 0 for the reference answer itself. */
    private final Map<Metric, Count> nothing = new LinkedHashMap<>();

    private final List<String> sample = new ArrayList<>();
    private final Count refused = new Count();
    private final List<Fault> faults = new ArrayList<>();
    private int records;

    /**
     * A problem that prevents the evaluation of a run.
     *
     * @param record the record number, starting at 1; 0 if the problem is not about a single record
     * @param message the problem, in one or two sentences
     */
    public record Fault(long record, String message, String remedy) {}

    private static final class Count {
        private int records;
        private long first;

        void add(long record) {
            first = records++ == 0 ? record : first;
        }
    }

    /**
     * Creates a check.
     *
     * @param names the names of the metrics, with the primary metric first
     * @param answerSchema the schema from the settings; null if there is none
     */
    public ReferenceCheck(List<String> names, @Nullable JsonNode answerSchema) {
        schema = answerSchema == null ? null : new JsonConforms(answerSchema);
        names.stream()
                .filter(name -> !name.equals(JsonConforms.NAME))
                .map(Metrics::named)
                .forEach(metrics::add);
        if (schema != null) {
            metrics.add(schema);
        }
    }

    /** Checks the next record. */
    public void look(List<String> references, Map<String, String> fields) {
        records++;
        for (Metric metric : metrics) {
            metric.obstacle(references, fields)
                    .ifPresent(why -> obstacles
                            .computeIfAbsent(Metrics.title(metric.name()) + ": " + why, key -> new Count())
                            .add(records));
            String right = references.get(0);
            if (!right.isBlank() && scoresItself(metric, references, fields) == 0 && metric != schema) {
                nothing.computeIfAbsent(metric, key -> new Count()).add(records);
            }
            Optional<String> why = failure(metric, right, references, fields);
            if (why.isEmpty() && records <= MOST_DAMAGED && right.length() <= LONGEST_DAMAGED) {
                why = damaged(right).stream()
                        .flatMap(answer -> failure(metric, answer, references, fields).stream())
                        .findFirst();
            }
            why.filter(reason -> faults.size() < MOST_FAULTS).ifPresent(reason -> faults.add(fault(metric, reason)));
        }
        if (sample.size() < SAMPLE) {
            sample.add(references.get(0));
        }
        if (schema != null && failed(schema, references)) {
            refused.add(records);
        }
    }

    /** Returns a metric's score for the reference answer itself, or NaN if the metric cannot score it. */
    static double scoresItself(Metric metric, List<String> references, Map<String, String> fields) {
        try {
            return metric.score(references.get(0), references, fields);
        } catch (RuntimeException | StackOverflowError e) {
            return Double.NaN;
        }
    }

    static String nothing(Metric metric, long records, long of) {
        return Metrics.title(metric.name()) + " scores 0 even for the reference answer itself in "
                + Plain.count(records) + " of " + Plain.count(of)
                + " records, because it cannot measure this type of text. Choose sacrebleu_chrf or accuracy.";
    }

    static String spaceless(Metric metric) {
        return Metrics.title(metric.name())
                + " splits text at spaces, but the reference answers are in a script without spaces between "
                + "words. Therefore, nearly correct answers score as low as wrong answers. Choose "
                + "sacrebleu_chrf.";
    }

    private static boolean failed(JsonConforms schema, List<String> references) {
        try {
            return schema.score(references.get(0), references) == 0;
        } catch (IllegalStateException e) {
            return false; // Already reported as a fault.
        }
    }

    private Fault fault(Metric metric, String why) {
        return new Fault(
                records,
                "The metric " + metric.name() + " cannot score the reference answer, or an answer that is close to it: "
                        + Plain.text(why, 200) + ".",
                metric == schema
                        ? "Simplify or remove answerSchema."
                        : "Correct the record, or choose another metric.");
    }

    private static Optional<String> failure(
            Metric metric, String answer, List<String> references, Map<String, String> fields) {
        try {
            double score = metric.score(answer, references, fields);
            return Double.isFinite(score) ? Optional.empty() : Optional.of("the score is undefined");
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(ScoreTable.why(e));
        }
    }

    /**
     * Returns damaged versions of a reference answer, similar to answers that models produce: truncated, repeated,
     * with different digits, or wrapped.
     */
    private static List<String> damaged(String right) {
        return List.of(
                right.substring(0, right.length() / 2),
                right + right,
                right.replaceAll("[0-9]", "9"),
                "{\"answer\":" + right + "}",
                "[" + right + "," + right + "]");
    }

    /** Returns the problems that prevent the run from being evaluated, or an empty list if there are none. */
    public List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        if (refused.records == records && records > 0) {
            all.add(new Fault(
                    0,
                    "None of the " + Plain.count(records) + " reference answers conforms to answerSchema.",
                    "Correct or remove answerSchema."));
        }
        String primary = Metrics.title(metrics.get(0).name()) + ": ";
        obstacles.forEach((what, count) -> {
            if (what.startsWith(primary) && count.records > MOST * records) {
                all.add(new Fault(
                        count.first,
                        "The primary metric cannot be used for " + Plain.count(count.records) + " of "
                                + Plain.count(records) + " records. " + what + ".",
                        "Specify a different primaryMetric, or correct the records."));
            }
        });
        return all;
    }

    /** Returns notes for the user about problems that do not cause the run to fail. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        obstacles.forEach((what, count) -> notes.add(what + ". This applies to " + of(count)));
        boolean withoutSpaces = Scripts.withoutSpaces(sample);
        for (Metric metric : metrics) {
            Count none = nothing.getOrDefault(metric, new Count());
            if (2 * none.records > records) {
                notes.add(nothing(metric, none.records, records));
            } else if (withoutSpaces && metric.definition().unit() == MetricDefinition.Unit.WORDS) {
                notes.add(spaceless(metric));
            }
        }
        if (refused.records > 0) {
            notes.add("The reference answer does not conform to answerSchema in " + of(refused));
        }
        return notes;
    }

    private String of(Count count) {
        return Plain.count(count.records) + " of " + Plain.count(records)
                + " records in the test set, starting with record "
                + Plain.count(count.first) + ".";
    }
}
