package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.metrics.JsonMatch;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.AnswerSchema;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.Difference;
import io.github.bedrockfinetuning.verdict.Labels;
import io.github.bedrockfinetuning.verdict.MeanScore;
import io.github.bedrockfinetuning.verdict.SystemSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sentences that explain why the verdict or the cost in a report might be misleading. */
final class PageRisks {
    private static final double MANY_FAILED = 0.01;
    private static final double MANY_OFF_LIST = 0.1;
    /**
     * The minimum size of a test set that is not reported as small. In a smaller set, single records affect the
     * verdict.
     */
    private static final int FEW_RECORDS = 100;
    /**
     * The maximum width of an interval, out of 100, that is not reported as wide. In a wider interval, the size of
     * the gain is hardly known.
     */
    private static final double WIDE = 20;
    /** The minimum decrease in the recall of a label, out of 1, that is reported. */
    private static final double LOST_RECALL = 0.1;

    private static final int MOST_NAMES = 3;

    private final Comparison comparison;
    private final ReportContext context;
    private final double scale;
    private final List<String> risks = new ArrayList<>();

    private PageRisks(Comparison comparison, ReportContext context) {
        this.comparison = comparison;
        this.context = context;
        this.scale = Metrics.named(comparison.options().primary()).scale();
    }

    /** Returns all risks, or an empty list if none were found. */
    static List<String> of(Comparison comparison, ReportContext context) {
        PageRisks page = new PageRisks(comparison, context);
        page.testSet();
        page.intervals();
        page.groups();
        page.labels();
        page.risks.addAll(comparison.remarks());
        page.failures();
        page.offList();
        page.schema();
        page.data();
        page.prices();
        String forgotten = new PageBeside(context).forgotten();
        if (forgotten != null) {
            page.risks.add(forgotten);
        }
        return page.risks;
    }

    private void testSet() {
        int records = comparison.references().size();
        if (records > 0 && records < FEW_RECORDS) {
            risks.add("The test set is small (" + Plain.count(records) + (records == 1 ? " record" : " records")
                    + "), so a few answers can change the result.");
        }
    }

    private void intervals() {
        String first = VerdictSentence.candidate(comparison).name();
        for (SystemAnswers other : VerdictSentence.others(comparison)) {
            Difference difference = comparison.primary(first, other.name());
            String name = Plain.text(VerdictSentence.name(other.name()), 60);
            double width = 100 * (difference.high() - difference.low()) / scale;
            if (!difference.shown() && Double.isFinite(difference.smallest())) {
                risks.add("With " + Plain.count(difference.n())
                        + " records, the test detects a difference from " + name
                        + " in four out of five cases only if it is at least "
                        + Plain.score(difference.smallest(), scale)
                        + " points. To detect a smaller difference, use more test records.");
            } else if (difference.shown() && width > WIDE) {
                risks.add("The size of the difference from " + name + " is uncertain: its 95% interval is "
                        + Plain.score(width, 100) + " points wide.");
            }
        }
    }

    /** Adds the slices on which the candidate scores lower than the base model. */
    private void groups() {
        String first = VerdictSentence.candidate(comparison).name();
        for (Verdict verdict : List.of(Verdict.WORSE, Verdict.NOT_SHOWN)) {
            List<String> names = comparison.differences().stream()
                    .filter(difference -> difference.slice() != null && difference.verdict() == verdict)
                    .filter(difference ->
                            difference.a().equals(first) && difference.b().equals(SystemRole.BASE.id()))
                    .filter(difference -> difference.difference() < 0)
                    .map(difference -> Plain.text(String.valueOf(difference.slice()), 80) + " ("
                            + Plain.signed(difference.difference(), scale) + " points, " + Plain.count(difference.n())
                            + (difference.n() == 1 ? " record)" : " records)"))
                    .toList();
            if (!names.isEmpty()) {
                risks.add("The fine-tuned model "
                        + (verdict == Verdict.WORSE
                                ? "is worse than the base model in these groups: "
                                : "scores lower than the base model in these groups, which might be due to chance: ")
                        + some(names) + ".");
            }
        }
    }

    /** Adds the labels that the fine-tuned model identifies less often than the base model. */
    private void labels() {
        Map<String, SystemAnswers> systems =
                comparison.systems().stream().collect(Collectors.toMap(SystemAnswers::name, system -> system));
        SystemAnswers tuned = systems.get(SystemRole.TUNED.id());
        SystemAnswers base = systems.get(SystemRole.BASE.id());
        if (tuned == null || base == null) {
            return;
        }
        Map<String, Double> before = Labels.of(comparison, base).stream()
                .flatMap(labels -> labels.labels().stream())
                .collect(Collectors.toMap(Labels.Row::label, Labels.Row::recall));
        List<String> lost = Labels.of(comparison, tuned).stream()
                .flatMap(labels -> labels.labels().stream())
                .filter(row -> before.getOrDefault(row.label(), 0.0) - row.recall() >= LOST_RECALL)
                .map(row -> Plain.text(row.label(), 60) + " (" + Plain.share(row.recall()) + " instead of "
                        + Plain.share(before.getOrDefault(row.label(), 0.0)) + " of " + Plain.count(row.n()) + ")")
                .toList();
        if (!lost.isEmpty()) {
            risks.add("The fine-tuned model finds these labels less often than the base model: " + some(lost) + ".");
        }
    }

    private static String some(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private void failures() {
        for (SystemSummary system : comparison.summaries()) {
            if (system.failed() > MANY_FAILED * system.n()) {
                risks.add(Plain.text(VerdictSentence.title(system.name()), 60) + " has no answer to "
                        + Plain.count(system.failed())
                        + " of "
                        + Plain.count(system.n())
                        + " records. These records count as wrong, so part of the difference might be caused by "
                        + "availability, not quality.");
            }
        }
    }

    private void offList() {
        for (SystemAnswers system : comparison.systems()) {
            Labels.of(comparison, system)
                    .filter(labels -> labels.offList()
                            > MANY_OFF_LIST * comparison.references().size())
                    .ifPresent(labels -> risks.add("Of " + Plain.text(VerdictSentence.name(system.name()), 60)
                            + "\u2019s answers, " + Plain.count(labels.offList()) + " of "
                            + Plain.count(comparison.references().size())
                            + " do not match any of the labels. The score reflects the format of the answers rather than "
                            + "the system\u2019s knowledge."));
        }
    }

    private void schema() {
        comparison.answerSchema().filter(AnswerSchema::given).ifPresent(schema -> {
            long refused = comparison.references().stream()
                    .filter(reference -> JsonMatch.parse(reference.references().get(0))
                            .filter(schema::allows)
                            .isEmpty())
                    .count();
            if (refused > 0) {
                risks.add(Plain.count(refused) + " of "
                        + Plain.count(comparison.references().size())
                        + " reference answers do not conform to the answerSchema setting. Correct the schema or the "
                        + "answers.");
            }
        });
    }

    private void data() {
        JsonNode data = context.sources().data();
        long warnings = data.path("findings").path("warning").asLong();
        if (warnings > 0) {
            risks.add("The dataset check has " + Plain.count(warnings) + (warnings == 1 ? " warning" : " warnings")
                    + ". See data.html.");
        }
        for (JsonNode file : data.path("files")) {
            long alike = file.path("rules").path("NEAR_DUPLICATE").asLong();
            if (alike > 0 && file.path("kind").asText().equals("test")) {
                risks.add(
                        "The dataset check found " + Plain.count(alike)
                                + (alike == 1 ? " near-duplicate" : " near-duplicates")
                                + " in the test set, so it covers fewer different cases than its size suggests. See data.html.");
            }
        }
    }

    private void prices() {
        List<String> unknown = new RunCost(context).unknownPrices();
        if (!unknown.isEmpty()) {
            risks.add("The prices of these parts of the run are not known: " + String.join(", ", unknown)
                    + ". The bill is higher than the estimate.");
        }
    }

    /** Returns the sentence for a report in which no risks were found. */
    static String none(Comparison comparison) {
        MeanScore score =
                comparison.summaries().get(0).score(comparison.options().primary());
        double scale = Metrics.named(comparison.options().primary()).scale();
        return "The automatic checks found no risks. The true score is between "
                + Plain.interval(score.low(), score.high(), scale).replace(" to ", " and ")
                + " with 95% confidence, provided that future requests are similar to the test set.";
    }
}
