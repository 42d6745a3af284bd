package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.metrics.JsonConforms;
import io.github.bedrockfinetuning.metrics.Metric;
import io.github.bedrockfinetuning.metrics.Metrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of systems on the same records.
 *
 * <p>Answers are matched to references by ID. A missing or refused answer scores 0. An empty answer is scored by the
 * metric. If a system did not reply to any record, no difference to it is shown. Every two systems are compared by
 * paired bootstrap over the records, with the 95% interval of the difference. System a is {@code better} or
 * {@code worse} than b if that interval excludes zero and the p value is at most 0.05. Otherwise, the difference is
 * {@code not shown}. The p value is from McNemar's exact test for right/wrong metrics and from the bootstrap for other
 * metrics.
 *
 * <p>The primary metric over all records is a single hypothesis that is declared in advance, so its p value is not
 * corrected. For each pair of systems, the p values of all other metrics and all slices are corrected together with
 * Holm's method.
 */
public final class Comparison {
    /**
     * The maximum number of slices per field. A field with more values is probably an identifier, so only the most
     * frequent values are kept.
     */
    static final int MOST_SLICES = 20;

    private static final double SIGNIFICANT = 0.05;

    private final List<TestRecord> references;
    private final List<SystemAnswers> systems;
    private final ComparisonOptions options;
    private final Optional<AnswerSchema> answerSchema;
    private final ScoreTable table;
    private final List<SystemSummary> summaries = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<SliceResult> slices = new ArrayList<>();

    /**
     * The primary metric's results for a slice.
     *
     * @param systems the mean scores by system name
     */
    public record SliceResult(Slice slice, int n, Map<String, MeanScore> systems) {}

    private Comparison(List<TestRecord> references, List<SystemAnswers> systems, ComparisonOptions options) {
        this.references = references;
        this.systems = systems;
        this.options = options;
        this.answerSchema = AnswerSchema.of(options, references);
        this.table = ScoreTable.of(
                references,
                systems,
                options.metrics().stream().map(this::metric).toList());
        compare();
    }

    private Metric metric(String name) {
        return name.equals(JsonConforms.NAME)
                ? answerSchema
                        .map(AnswerSchema::metric)
                        .orElseThrow(() -> new IllegalArgumentException("The metric " + JsonConforms.NAME
                                + " requires a JSON Schema, or reference answers that are JSON objects."))
                : Metrics.named(name);
    }

    /**
     * Returns the schema that answers must conform to, or an empty Optional if none is specified and the reference
     * answers are not JSON objects.
     */
    public Optional<AnswerSchema> answerSchema() {
        return answerSchema;
    }

    /**
     * Matches answers to references by ID, scores the answers, and compares each pair of systems.
     *
     * @param systems the systems to compare; the fine-tuned system, if present, is always system a
     * @throws IllegalArgumentException if a metric is unknown, two systems share a name, or two references share an ID
     */
    public static Comparison of(List<TestRecord> references, List<SystemAnswers> systems, ComparisonOptions options) {
        List<String> names = systems.stream().map(SystemAnswers::name).toList();
        requireDistinct(names, "systems", "name");
        requireDistinct(references.stream().map(TestRecord::id).toList(), "references", "id");
        List<SystemAnswers> tunedFirst = new ArrayList<>(systems);
        tunedFirst.sort(Comparator.comparing(system -> !system.name().equals(SystemRole.TUNED.id())));
        return new Comparison(List.copyOf(references), List.copyOf(tunedFirst), options);
    }

    private static void requireDistinct(List<String> all, String things, String what) {
        Set<String> seen = new HashSet<>();
        for (String one : all) {
            if (!seen.add(one)) {
                throw new IllegalArgumentException(
                        "Two " + things + " have the " + what + " \"" + one + "\". Each must be unique.");
            }
        }
    }

    private void compare() {
        int[] everything = IntStream.range(0, references.size()).toArray();
        Analysis whole = analysis(null, everything, options.metrics().size());
        for (int s = 0; s < systems.size(); s++) {
            Map<String, MeanScore> estimates = new LinkedHashMap<>();
            for (int m = 0; m < options.metrics().size(); m++) {
                estimates.put(options.metrics().get(m), whole.estimate(m, s));
            }
            summaries.add(Usage.summary(systems.get(s), references, table.failures(s, everything), estimates));
        }
        List<Analysis> sliced = new ArrayList<>();
        slices().forEach((slice, records) -> {
            int[] some = records.stream().mapToInt(Integer::intValue).toArray();
            Analysis analysis = analysis(slice, some, 1);
            sliced.add(analysis);
            Map<String, MeanScore> estimates = new LinkedHashMap<>();
            for (int s = 0; s < systems.size(); s++) {
                estimates.put(systems.get(s).name(), analysis.estimate(0, s));
            }
            slices.add(new SliceResult(slice, some.length, estimates));
        });
        for (int a = 0; a < systems.size(); a++) {
            for (int b = a + 1; b < systems.size(); b++) {
                List<Analysis.Raw> raw = new ArrayList<>(whole.differences(a, b));
                for (Analysis analysis : sliced) {
                    raw.addAll(analysis.differences(a, b));
                }
                differences.addAll(corrected(raw));
            }
        }
    }

    private Analysis analysis(@Nullable Slice slice, int[] records, int metrics) {
        long seed = slice == null
                ? options.seed()
                : options.seed() * 31 + slice.toString().hashCode();
        return new Analysis(table, slice, records, metrics, systems.size(), options.resamples(), seed);
    }

    private Map<Slice, List<Integer>> slices() {
        Map<Slice, List<Integer>> slices = new LinkedHashMap<>();
        for (String field : options.slices()) {
            Map<String, List<Integer>> byValue = new LinkedHashMap<>();
            for (int i = 0; i < references.size(); i++) {
                String value = references.get(i).fields().get(field);
                byValue.computeIfAbsent(value == null ? "" : value, v -> new ArrayList<>())
                        .add(i);
            }
            byValue.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                    .limit(MOST_SLICES)
                    .forEach(entry -> slices.put(new Slice(field, entry.getKey()), entry.getValue()));
        }
        return slices;
    }

    /** Corrects the p values, except for the first element, which is the primary metric over all records. */
    private List<Difference> corrected(List<Analysis.Raw> raw) {
        double[] others =
                raw.stream().skip(1).mapToDouble(each -> each.effect().p()).toArray();
        double[] adjusted = PairedTest.holm(others);
        List<Difference> corrected = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            corrected.add(judged(raw.get(i), i == 0 ? raw.get(i).effect().p() : adjusted[i - 1]));
        }
        return corrected;
    }

    private Difference judged(Analysis.Raw raw, double p) {
        Effect effect = raw.effect().withP(p);
        Verdict verdict = Verdict.NOT_SHOWN;
        String reason = raw.reason();
        if (reason == null) {
            boolean excludesZero = effect.low() > 0 || effect.high() < 0;
            if (excludesZero && p <= SIGNIFICANT) {
                verdict = effect.difference() > 0 ? Verdict.BETTER : Verdict.WORSE;
            } else if (!excludesZero) {
                reason = "the confidence interval for the difference contains zero";
            } else {
                reason = "the difference might be due to chance (p is greater than 0.05)";
            }
        }
        return new Difference(
                systems.get(raw.a()).name(),
                systems.get(raw.b()).name(),
                options.metrics().get(raw.metric()),
                raw.slice(),
                raw.n(),
                effect,
                verdict,
                reason);
    }

    public List<TestRecord> references() {
        return references;
    }

    /** Returns the systems in comparison order, with the fine-tuned system first. */
    public List<SystemAnswers> systems() {
        return systems;
    }

    public ComparisonOptions options() {
        return options;
    }

    public List<SystemSummary> summaries() {
        return List.copyOf(summaries);
    }

    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    public List<SliceResult> sliceResults() {
        return List.copyOf(slices);
    }

    /** Returns the difference between a and b for the primary metric over all records. */
    public Difference primary(String a, String b) {
        for (Difference difference : differences) {
            if (difference.slice() == null && difference.metric().equals(options.primary())) {
                if (difference.a().equals(a) && difference.b().equals(b)) {
                    return difference;
                } else if (difference.a().equals(b) && difference.b().equals(a)) {
                    return difference.reversed();
                }
            }
        }
        throw new IllegalArgumentException("\"" + a + "\" was not compared with \"" + b + "\". The systems are: "
                + String.join(", ", systems.stream().map(SystemAnswers::name).toList()) + ".");
    }

    /**
     * Returns whether system a is {@code better} or {@code worse} than b for the primary metric, or whether the
     * difference is {@code not shown}.
     */
    public Verdict verdict(String a, String b) {
        return primary(a, b).verdict();
    }

    /** Returns the score of one record, identified by its index in the references. */
    public double score(String metric, String system, int record) {
        return table.scores(options.metrics().indexOf(metric), index(system))[record];
    }

    /** Returns whether a system's answer to a record is missing or was refused. */
    public boolean failed(String system, int record) {
        return table.failed(index(system), record);
    }

    /**
     * Returns the reason that a metric could not score a system's answer to a record, or an empty Optional if it
     * could. An answer that could not be scored counts as 0.
     */
    public Optional<String> unscored(String metric, String system, int record) {
        return table.unscored(options.metrics().indexOf(metric), index(system), record);
    }

    /** Returns remarks on how the scores were calculated. The list is empty for most comparisons. */
    public List<String> remarks() {
        return Remarks.of(this, table);
    }

    private int index(String system) {
        for (int s = 0; s < systems.size(); s++) {
            if (systems.get(s).name().equals(system)) {
                return s;
            }
        }
        throw new IllegalArgumentException("The system \"" + system + "\" does not exist.");
    }

    /** Returns the systems and comparisons in the format that {@code compare --json} prints. */
    public JsonNode toJson() {
        return ComparisonJson.of(this);
    }
}
