package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.answers.TrainingExample;
import io.github.bedrockfinetuning.metrics.JsonMatch;
import io.github.bedrockfinetuning.metrics.JsonPaths;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportPage.Case;
import io.github.bedrockfinetuning.report.ReportPage.Improvement;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.FieldErrors;
import io.github.bedrockfinetuning.verdict.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Suggestions for improving the training data: the most frequent failures, and the training examples that are most
 * similar to them.
 */
final class PageImprovements {
    private static final int MOST = 5;
    private static final int CASES = 2;
    private static final int NEAREST = 3;
    private static final int LONGEST = 300;

    private final Comparison comparison;
    private final SystemAnswers system;
    private final ReportContext context;
    private final NearestExamples neighbours;

    PageImprovements(Comparison comparison, ReportContext context) {
        this.comparison = comparison;
        this.system = VerdictSentence.candidate(comparison);
        this.context = context;
        this.neighbours = new NearestExamples(context.training().examples());
    }

    List<Improvement> improvements() {
        Optional<Labels> labels = Labels.of(comparison, system);
        if (labels.isPresent()) {
            return labels.get().labels().stream()
                    .filter(row -> row.recall() < 1)
                    .sorted(Comparator.comparingDouble((Labels.Row row) -> (row.recall() - 1) * row.n()))
                    .limit(MOST)
                    .map(row -> label(labels.get(), row))
                    .toList();
        }
        Optional<FieldErrors> fields = FieldErrors.of(comparison, system);
        if (fields.isPresent()) {
            List<Improvement> improvements = new ArrayList<>(notJson(fields.get()));
            fields.get().fields().stream()
                    .filter(row -> row.right() < row.n())
                    .sorted(Comparator.comparingInt(row -> row.right() - row.n()))
                    .limit(MOST)
                    .map(this::field)
                    .forEach(improvements::add);
            return improvements;
        }
        return open();
    }

    private Improvement label(Labels labels, Labels.Row row) {
        String mixups = String.join(
                ", ",
                labels.mixups().stream()
                        .filter(mixup -> mixup.right().equals(row.label()))
                        .limit(3)
                        .map(mixup -> mixup.given() + " (" + mixup.count() + ")")
                        .toList());
        String trained = "";
        if (!context.training().examples().isEmpty()) {
            long examples = context.training().examples().stream()
                    .filter(example -> example.completion().strip().equals(row.label()))
                    .count();
            trained = " The training data contains " + Plain.count(examples) + " examples of this label.";
        }
        return new Improvement(
                Plain.text(row.label(), 80),
                Plain.text(
                        Plain.share(row.recall()) + " of " + row.n()
                                + " records with this label were classified correctly. Labels given instead: "
                                + mixups + "." + trained,
                        LONGEST * 2),
                cases(i -> right(i).strip().equals(row.label())));
    }

    private List<Improvement> notJson(FieldErrors fields) {
        int broken = comparison.references().size() - fields.parsed();
        if (broken == 0) {
            return List.of();
        }
        return List.of(new Improvement(
                "Answers that are not JSON",
                Plain.count(broken) + " of "
                        + Plain.count(comparison.references().size())
                        + " answers cannot be parsed. All of their fields count as missing.",
                cases(i -> JsonMatch.parse(given(i)).isEmpty())));
    }

    private Improvement field(FieldErrors.Row row) {
        return new Improvement(
                Plain.text(row.path(), 80),
                Plain.count(row.right()) + " of " + Plain.count(row.n())
                        + " values are correct. The answers also contain "
                        + Plain.count(row.extra())
                        + " values that are not in the reference answers.",
                cases(i -> JsonMatch.parse(given(i)).isPresent()
                        && !values(right(i), row.path()).equals(values(given(i), row.path()))));
    }

    private List<Improvement> open() {
        List<Case> cases = cases(i -> true);
        return cases.isEmpty()
                ? List.of()
                : List.of(new Improvement(
                        "Lowest scores",
                        "Check whether the training examples that are similar to these questions teach the correct "
                                + "answers.",
                        cases));
    }

    /** Returns the selected records with the lowest scores, each with its most similar training examples. */
    private List<Case> cases(IntPredicate wanted) {
        String metric = comparison.options().primary();
        double scale = Metrics.named(metric).scale();
        return IntStream.range(0, comparison.references().size())
                .filter(wanted)
                .filter(i -> comparison.score(metric, system.name(), i) < scale)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> comparison.score(metric, system.name(), i)))
                .limit(CASES)
                .map(this::example)
                .toList();
    }

    private Case example(int i) {
        TestRecord reference = comparison.references().get(i);
        String given = comparison.failed(system.name(), i) ? "(no answer)" : given(i);
        List<TrainingExample> nearest = neighbours.nearest(reference.prompt(), NEAREST).stream()
                .map(example -> new TrainingExample(
                        Plain.text(example.id(), 40), end(example.prompt()), Plain.text(example.completion(), LONGEST)))
                .toList();
        return new Case(
                Plain.text(reference.id(), 120),
                end(reference.prompt()),
                Plain.text(right(i), LONGEST),
                Plain.text(given, LONGEST),
                nearest);
    }

    /** Returns the end of a prompt, because the question is at the end of a long prompt. */
    private static String end(@Nullable String prompt) {
        if (prompt == null || prompt.length() <= LONGEST) {
            return Plain.text(prompt, LONGEST);
        }
        return "\u2026 " + Plain.text(prompt.substring(prompt.length() - LONGEST), LONGEST);
    }

    private String right(int i) {
        return comparison.references().get(i).references().get(0);
    }

    private String given(int i) {
        Answer answer = system.answers().get(comparison.references().get(i).id());
        return answer == null || answer.text() == null ? "" : answer.text();
    }

    private static List<String> values(String json, String path) {
        JsonPaths paths = new JsonPaths();
        return JsonMatch.parse(json).map(document -> JsonMatch.fields(document, paths)).orElse(List.of()).stream()
                .filter(field -> paths.text(field.path()).equals(path))
                .map(JsonMatch.Field::value)
                .sorted()
                .toList();
    }
}
