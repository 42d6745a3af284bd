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
 * Scores right answers, and damaged forms of them, by all metrics of a run before any cost is incurred. A problem that
 * would fail the run after the models have answered fails it here.
 */
public final class ReferenceCheck {
    private static final double MOST = 0.5;
    private static final int MOST_FAULTS = 20;
    /**
     * The maximum number of records whose right answers are also scored in damaged forms. More would take noticeable
     * time.
     */
    private static final int MOST_DAMAGED = 200;

    private static final int LONGEST_DAMAGED = 10_000;
    private static final int SAMPLE = 1_000;

    private final List<Metric> metrics = new ArrayList<>();
    private final @Nullable JsonConforms schema;
    private final Map<String, Count> obstacles = new LinkedHashMap<>();
    /** Metrics that score the right answer itself 0. */
    private final Map<Metric, Count> nothing = new LinkedHashMap<>();

    private final List<String> sample = new ArrayList<>();
    private final Count refused = new Count();
    private final List<Fault> faults = new ArrayList<>();
    private int records;

    /**
     * A problem that prevents a run from being evaluated.
     *
     * @param record the record number, counted from 1; 0 = not a single record
     * @param message a sentence or two
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
     * @param names the names of the metrics, the primary one first
     * @param answerSchema the schema from the settings; null = none
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

    /** Returns a metric's score of the right answer itself; NaN if the metric cannot score it. */
    static double scoresItself(Metric metric, List<String> references, Map<String, String> fields) {
        try {
            return metric.score(references.get(0), references, fields);
        } catch (RuntimeException | StackOverflowError e) {
            return Double.NaN;
        }
    }

    static String nothing(Metric metric, long records, long of) {
        return Metrics.title(metric.name()) + " gives 0 even to the right answer itself in " + Plain.count(records)
                + " of " + Plain.count(of)
                + " records: it says nothing of such texts. Choose sacrebleu_chrf or accuracy.";
    }

    static String spaceless(Metric metric) {
        return Metrics.title(metric.name())
                + " splits texts at spaces, and the right answers are in a script that has none"
                + " between words: a near miss scores as little as a wrong answer. Choose sacrebleu_chrf.";
    }

    private static boolean failed(JsonConforms schema, List<String> references) {
        try {
            return schema.score(references.get(0), references) == 0;
        } catch (IllegalStateException e) {
            return false; // It is a fault already.
        }
    }

    private Fault fault(Metric metric, String why) {
        return new Fault(
                records,
                "The metric " + metric.name() + " cannot score the right answer, or one near it: "
                        + Plain.text(why, 200) + ".",
                metric == schema
                        ? "Simplify answerSchema, or leave it out."
                        : "Correct the record, or choose another metric.");
    }

    private static Optional<String> failure(
            Metric metric, String answer, List<String> references, Map<String, String> fields) {
        try {
            double score = metric.score(answer, references, fields);
            return Double.isFinite(score) ? Optional.empty() : Optional.of("it gives no number");
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(ScoreTable.why(e));
        }
    }

    /**
     * Returns damaged forms of a right answer that models produce: truncated, repeated, with other digits, wrapped.
     */
    private static List<String> damaged(String right) {
        return List.of(
                right.substring(0, right.length() / 2),
                right + right,
                right.replaceAll("[0-9]", "9"),
                "{\"answer\":" + right + "}",
                "[" + right + "," + right + "]");
    }

    /** Returns the problems that prevent the run from being evaluated; empty if there are none. */
    public List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        if (refused.records == records && records > 0) {
            all.add(new Fault(
                    0,
                    "None of the " + Plain.count(records) + " right answers conforms to answerSchema.",
                    "Correct answerSchema, or leave it out."));
        }
        String primary = Metrics.title(metrics.get(0).name()) + ": ";
        obstacles.forEach((what, count) -> {
            if (what.startsWith(primary) && count.records > MOST * records) {
                all.add(new Fault(
                        count.first,
                        "The primary metric cannot be used for " + Plain.count(count.records) + " of "
                                + Plain.count(records) + " records. " + what + ".",
                        "Name another primaryMetric, or correct the records."));
            }
        });
        return all;
    }

    /** Returns notes for users that do not fail the run. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        obstacles.forEach((what, count) -> notes.add(what + "; so in " + of(count)));
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
            notes.add("The right answer does not conform to answerSchema in " + of(refused));
        }
        return notes;
    }

    private String of(Count count) {
        return Plain.count(count.records) + " of " + Plain.count(records)
                + " records of the test set, the first of them" + " record " + Plain.count(count.first) + ".";
    }
}
