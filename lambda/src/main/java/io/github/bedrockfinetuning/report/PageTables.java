package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TrainingExample;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportPage.Column;
import io.github.bedrockfinetuning.report.ReportPage.Grid;
import io.github.bedrockfinetuning.report.ReportPage.Matrix;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.AnswerStyle;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.Difference;
import io.github.bedrockfinetuning.verdict.FieldErrors;
import io.github.bedrockfinetuning.verdict.Labels;
import io.github.bedrockfinetuning.verdict.MeanScore;
import io.github.bedrockfinetuning.verdict.Slice;
import io.github.bedrockfinetuning.verdict.SystemSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of results in the report. */
final class PageTables {
    private static final int MOST_IN_MATRIX = 14;
    private static final int MOST_ROWS = 20;

    private final Comparison comparison;

    PageTables(Comparison comparison) {
        this.comparison = comparison;
    }

    private List<Column> columns(String head, String... more) {
        List<Column> columns = new ArrayList<>(List.of(Column.text(head)));
        comparison.systems().forEach(system -> columns.add(Column.number(title(system.name()))));
        Stream.of(more).map(Column::text).forEach(columns::add);
        return columns;
    }

    /** Returns a metric's title, followed by its name in the settings if the name is different. */
    static String title(String metric, String between) {
        String title = Metrics.title(metric);
        return Plain.capital(title) + (title.equals(metric) ? "" : between + metric);
    }

    private static String title(String system) {
        return Plain.text(VerdictSentence.title(system), 60);
    }

    /** Returns the table of all metrics, with one metric per row. */
    Grid metrics() {
        List<List<String>> rows = new ArrayList<>();
        for (String metric : comparison.options().metrics()) {
            double scale = Metrics.named(metric).scale();
            List<String> row = new ArrayList<>(List.of(title(metric, "\n")));
            for (SystemSummary system : comparison.summaries()) {
                MeanScore estimate = system.score(metric);
                row.add(Plain.score(estimate.value(), scale) + "\n"
                        + Plain.interval(estimate.low(), estimate.high(), scale));
            }
            row.add(verdicts(metric, null));
            rows.add(row);
        }
        return new Grid("All metrics, out of 100, with 95% intervals", columns("Metric", "Verdict"), rows);
    }

    /** Returns the table of slices for the primary metric. */
    Grid slices() {
        String metric = comparison.options().primary();
        double scale = Metrics.named(metric).scale();
        List<List<String>> rows = new ArrayList<>();
        for (Comparison.SliceResult result : comparison.sliceResults()) {
            String value =
                    result.slice().value().isEmpty() ? "(none)" : result.slice().value();
            List<String> row = new ArrayList<>(List.of(
                    Plain.text(result.slice().field() + ": " + value, 120) + " (" + Plain.count(result.n()) + ")"));
            result.systems()
                    .values()
                    .forEach(estimate -> row.add(Plain.score(estimate.value(), scale) + "\n"
                            + Plain.interval(estimate.low(), estimate.high(), scale)));
            row.add(verdicts(metric, result.slice()));
            rows.add(row);
        }
        return new Grid(
                "Groups of records: " + Metrics.title(metric) + " out of 100 with 95% intervals",
                columns("Group (records)", "Verdict"),
                rows);
    }

    /** Returns the candidate's verdict against each of the other systems. */
    private String verdicts(String metric, @Nullable Slice slice) {
        String first = VerdictSentence.candidate(comparison).name();
        List<String> verdicts = new ArrayList<>();
        for (Difference difference : comparison.differences()) {
            boolean here = difference.metric().equals(metric)
                    && (slice == null ? difference.slice() == null : slice.equals(difference.slice()));
            if (here && difference.a().equals(first)) {
                verdicts.add(VerdictSentence.against(
                                difference.verdict(), Plain.text(VerdictSentence.name(difference.b()), 60))
                        + ", p " + Plain.p(difference.p()));
            }
        }
        return verdicts.isEmpty() ? "\u2013" : String.join("\n", verdicts);
    }

    Grid usage() {
        List<List<String>> rows = new ArrayList<>();
        double scale = Metrics.named(comparison.options().primary()).scale();
        for (SystemSummary system : comparison.summaries()) {
            rows.add(List.of(
                    title(system.name()),
                    Plain.score(system.score(comparison.options().primary()).value(), scale),
                    Plain.dollars(system.costPerThousand()),
                    Plain.milliseconds(system.consumption().medianLatencyMs()),
                    Plain.milliseconds(system.consumption().latency95Ms()),
                    Plain.number(system.consumption().outputTokens()),
                    Plain.count(system.failed())));
        }
        return new Grid(
                "Quality, cost, and speed",
                List.of(
                        Column.text("System"),
                        Column.number("Score"),
                        Column.number("Cost of 1,000 requests"),
                        Column.number("Latency, median"),
                        Column.number("Latency, 95th percentile"),
                        Column.number("Tokens per answer"),
                        Column.number("Failed")),
                rows);
    }

    Grid labelTotals() {
        List<List<String>> rows = new ArrayList<>();
        for (SystemAnswers system : comparison.systems()) {
            Labels.of(comparison, system)
                    .ifPresent(labels -> rows.add(List.of(
                            title(system.name()),
                            Plain.score(labels.macroF1(), 1),
                            Plain.score(labels.weightedF1(), 1),
                            rate(labels.offList()),
                            rate(labels.refused()),
                            rate(labels.unanswered()))));
        }
        return new Grid(
                "All labels",
                List.of(
                        Column.text("System"),
                        Column.number("Macro F1"),
                        Column.number("Weighted F1"),
                        Column.number("Not a label"),
                        Column.number("Of these, refusals"),
                        Column.number("No answer")),
                rows);
    }

    private String rate(int records) {
        return Plain.count(records) + "\n"
                + Plain.share((double) records / comparison.references().size());
    }

    Grid labels() {
        List<List<String>> rows = new ArrayList<>();
        Optional<Labels> labels = Labels.of(comparison, VerdictSentence.candidate(comparison));
        labels.ifPresent(all -> all.labels().stream()
                .limit(MOST_ROWS)
                .forEach(row -> rows.add(List.of(
                        Plain.text(row.label(), 80),
                        Plain.count(row.n()),
                        Plain.score(row.precision(), 1),
                        Plain.score(row.recall(), 1),
                        Plain.score(row.f1(), 1)))));
        int all = labels.map(l -> l.labels().size()).orElse(0);
        return new Grid(
                all > MOST_ROWS
                        ? "The " + MOST_ROWS + " worst of " + all + " labels"
                        : "Labels, with the lowest F1 first",
                List.of(
                        Column.text("Label"),
                        Column.number("Records"),
                        Column.number("Precision"),
                        Column.number("Recall"),
                        Column.number("F1")),
                rows);
    }

    Grid mixups() {
        List<List<String>> rows = new ArrayList<>();
        Labels.of(comparison, VerdictSentence.candidate(comparison))
                .ifPresent(labels -> labels.mixups().stream()
                        .limit(MOST_ROWS)
                        .forEach(mixup -> rows.add(List.of(
                                Plain.text(mixup.right(), 80),
                                Plain.text(mixup.given(), 80),
                                Plain.count(mixup.count())))));
        return new Grid(
                "Most frequent confusions",
                List.of(Column.text("Right"), Column.text("Given instead"), Column.number("Records")),
                rows);
    }

    /** Returns the confusion matrix, or null if there are too many labels for a readable matrix. */
    @Nullable
    Matrix matrix() {
        Labels labels =
                Labels.of(comparison, VerdictSentence.candidate(comparison)).orElse(null);
        if (labels == null || labels.labels().size() > MOST_IN_MATRIX) {
            return null;
        }
        List<String> right =
                labels.labels().stream().map(Labels.Row::label).sorted().toList();
        List<String> given = new ArrayList<>(right);
        Stream.of(Labels.OTHER, Labels.NO_ANSWER)
                .filter(extra ->
                        labels.mixups().stream().anyMatch(mixup -> mixup.given().equals(extra)))
                .forEach(given::add);
        List<Matrix.MatrixRow> lines = new ArrayList<>();
        for (String label : right) {
            int all = given.stream().mapToInt(g -> labels.count(label, g)).sum();
            List<Matrix.Cell> cells = new ArrayList<>();
            for (String answer : given) {
                int count = labels.count(label, answer);
                int shade = count == 0 || all == 0 ? 0 : 1 + Math.min(4, count * 5 / (all + 1));
                cells.add(new Matrix.Cell(count, shade, label.equals(answer)));
            }
            lines.add(new Matrix.MatrixRow(Plain.text(label, 40), cells));
        }
        return new Matrix(
                "Rows: the correct label. Columns: the label in the answer.",
                given.stream().map(label -> Plain.text(label, 40)).toList(),
                lines);
    }

    Grid voice(List<TrainingExample> training) {
        List<List<String>> rows = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (SystemAnswers system : comparison.systems()) {
            AnswerStyle.of(comparison, system, training).ifPresent(voice -> {
                expected.add(Plain.number(voice.expectedMedianWords()));
                rows.add(List.of(
                        title(system.name()),
                        Plain.number(voice.medianWords()),
                        Plain.score(voice.lengthDistance(), 1),
                        Plain.score(voice.vocabularyDistance(), 1)));
            });
        }
        return new Grid(
                "Distance to the training completions"
                        + (expected.isEmpty() ? "" : ", whose median is " + expected.get(0) + " words")
                        + ", where 0 means identical and 100 means nothing in common",
                List.of(
                        Column.text("System"),
                        Column.number("Median words"),
                        Column.number("Distance in length"),
                        Column.number("Distance in vocabulary")),
                rows);
    }

    Grid fieldTotals() {
        List<List<String>> rows = new ArrayList<>();
        for (SystemAnswers system : comparison.systems()) {
            FieldErrors.of(comparison, system)
                    .ifPresent(errors -> rows.add(List.of(
                            title(system.name()),
                            Plain.share((double) errors.parsed()
                                    / comparison.references().size()),
                            Plain.share((double) errors.conforming()
                                    / comparison.references().size()),
                            Plain.score(errors.precision(), 1),
                            Plain.score(errors.recall(), 1),
                            Plain.score(errors.f1(), 1))));
        }
        return new Grid(
                "All fields",
                List.of(
                        Column.text("System"),
                        Column.number("Answers that are JSON"),
                        Column.number("Conforming to the schema"),
                        Column.number("Precision"),
                        Column.number("Recall"),
                        Column.number("F1")),
                rows);
    }

    Grid fields() {
        List<List<String>> rows = new ArrayList<>();
        Optional<FieldErrors> fields = FieldErrors.of(comparison, VerdictSentence.candidate(comparison));
        fields.ifPresent(errors -> errors.fields().stream()
                .limit(MOST_ROWS)
                .forEach(row -> rows.add(List.of(
                        Plain.text(row.path(), 80),
                        Plain.count(row.n()),
                        Plain.share(row.recall()),
                        Plain.count(row.n() - row.right()),
                        Plain.count(row.extra())))));
        return new Grid(
                "Fields, with the lowest recall first",
                List.of(
                        Column.text("Field"),
                        Column.number("Expected values"),
                        Column.number("Right"),
                        Column.number("Missing or wrong"),
                        Column.number("Not expected")),
                rows);
    }
}
