package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.metrics.JsonMatch;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportPage.Fact;
import io.github.bedrockfinetuning.report.ReportPage.Headline;
import io.github.bedrockfinetuning.report.ReportPage.SystemRow;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.text.Sha256;
import io.github.bedrockfinetuning.verdict.AnswerSchema;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import io.github.bedrockfinetuning.verdict.Difference;
import io.github.bedrockfinetuning.verdict.Labels;
import io.github.bedrockfinetuning.verdict.MeanScore;
import io.github.bedrockfinetuning.verdict.SystemSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Builds the report page. */
public final class ReportPages {
    private static final Map<Verdict, String> KINDS =
            Map.of(Verdict.BETTER, "better", Verdict.WORSE, "worse", Verdict.NOT_SHOWN, "unshown");
    private static final double MANY_FAILED = 0.01;
    private static final double MANY_OFF_LIST = 0.1;

    private final Comparison comparison;
    private final ReportContext context;
    private final double scale;

    private ReportPages(Comparison comparison, ReportContext context) {
        this.comparison = comparison;
        this.context = context;
        this.scale = Metrics.named(comparison.options().primary()).scale();
    }

    public static ReportPage of(Comparison comparison, ReportContext context) {
        return new ReportPages(comparison, context).page();
    }

    private ReportPage page() {
        PageTables tables = new PageTables(comparison);
        PageBeside beside = new PageBeside(context);
        String css = css();
        String alternative = "Scores out of 100 with their 95 % intervals: "
                + String.join(
                        "; ",
                        mains().stream()
                                .map(row -> row.system() + " " + row.score().value())
                                .toList()) + ".";
        List<String> names = mains().stream().map(SystemRow::system).toList();
        return new ReportPage(
                new ReportPage.Head(
                        css,
                        Sha256.policySource(css),
                        Plain.text(context.heading().title(), 200),
                        context.heading().notice() == null
                                ? null
                                : Plain.text(context.heading().notice(), 4_000),
                        context.heading().runId() == null
                                ? null
                                : Plain.text(context.heading().runId(), 60)),
                new ReportPage.Summary(
                        headline(),
                        mains(),
                        Charts.intervals(
                                names,
                                comparison.summaries().stream()
                                        .map(this::primary)
                                        .toList(),
                                scale,
                                alternative),
                        cautions()),
                new ReportPage.Scores(
                        tables.metrics(),
                        tables.slices(),
                        tables.voice(context.training().examples()),
                        beside.general(),
                        beside.judge(),
                        beside.judgeNotes()),
                new ReportPage.Task(
                        new ReportPage.LabelTables(
                                tables.labelTotals(), tables.labels(), tables.mixups(), tables.matrix()),
                        new ReportPage.FieldTables(tables.fieldTotals(), tables.fields())),
                new ReportPage.Cost(tables.usage(), tradeoff(names), breakEven(), PageFacts.estimate(context)),
                Charts.losses(context.training().losses()),
                new ReportPage.Records(
                        new PageImprovements(comparison, context).improvements(), new PageItems(comparison).items()),
                new ReportPage.MadeFrom(PageFacts.facts(context), method()));
    }

    private MeanScore primary(SystemSummary system) {
        return system.score(comparison.options().primary());
    }

    private Charts.Tradeoff tradeoff(List<String> names) {
        return Charts.tradeoff(
                names,
                comparison.summaries().stream()
                        .map(system -> 100 * primary(system).value() / scale)
                        .toList(),
                Arrays.asList(comparison.summaries().stream()
                        .map(SystemSummary::costPerThousand)
                        .toArray(Double[]::new)));
    }

    private Headline headline() {
        List<SystemAnswers> others = VerdictSentence.others(comparison);
        // Without the base model, being better than another model does not answer the report's question.
        Verdict verdict = others.isEmpty() || context.baseAbsent().isPresent()
                ? Verdict.NOT_SHOWN
                : comparison.verdict(
                        VerdictSentence.candidate(comparison).name(),
                        others.get(0).name());
        return new Headline(
                verdict.id(),
                KINDS.get(verdict),
                VerdictSentence.of(comparison, context),
                VerdictSentence.capital(Metrics.title(comparison.options().primary())),
                Plain.count(comparison.references().size()));
    }

    private List<SystemRow> mains() {
        String first = VerdictSentence.candidate(comparison).name();
        double best = primary(comparison.summaries().get(0)).value();
        List<SystemRow> rows = new ArrayList<>();
        for (int s = 0; s < comparison.summaries().size(); s++) {
            SystemSummary system = comparison.summaries().get(s);
            MeanScore estimate = primary(system);
            Difference difference = s == 0 ? null : comparison.primary(first, system.name());
            String label = system.label() == null || system.label().equals(system.name()) ? null : system.label();
            rows.add(new SystemRow(
                    s,
                    Plain.text(VerdictSentence.title(system.name()), 60),
                    label == null ? null : Plain.text(label, 80),
                    Plain.count(system.answered()) + " of " + Plain.count(system.n()),
                    new SystemRow.Score(
                            Plain.score(estimate.value(), scale),
                            Plain.interval(estimate.low(), estimate.high(), scale)),
                    difference == null
                            ? SystemRow.Gain.NONE
                            : new SystemRow.Gain(
                                    Plain.signed(difference.difference(), scale),
                                    Plain.relative(best, estimate.value()),
                                    difference.verdict().id(),
                                    KINDS.get(difference.verdict()))));
        }
        return rows;
    }

    private List<String> cautions() {
        List<String> cautions = new ArrayList<>(comparison.remarks());
        for (SystemSummary system : comparison.summaries()) {
            if (system.failed() > MANY_FAILED * system.n()) {
                cautions.add(
                        Plain.text(VerdictSentence.title(system.name()), 60) + " has no answer to "
                                + Plain.count(system.failed()) + " of " + Plain.count(system.n())
                                + " records. Each counts as wrong, so part of any difference may be availability, not quality.");
            }
        }
        for (SystemAnswers system : comparison.systems()) {
            Labels.of(comparison, system)
                    .filter(labels -> labels.offList()
                            > MANY_OFF_LIST * comparison.references().size())
                    .ifPresent(
                            labels -> cautions.add(
                                    "Of " + Plain.text(VerdictSentence.name(system.name()), 60)
                                            + "\u2019s answers, " + Plain.count(labels.offList()) + " of "
                                            + Plain.count(
                                                    comparison.references().size())
                                            + " are none of the labels. Its score reflects the format of its answers rather than what it knows."));
        }
        comparison.answerSchema().filter(AnswerSchema::given).ifPresent(schema -> {
            long refused = comparison.references().stream()
                    .filter(reference -> JsonMatch.parse(reference.references().get(0))
                            .filter(schema::allows)
                            .isEmpty())
                    .count();
            if (refused > 0) {
                cautions.add("Of the right answers, " + Plain.count(refused) + " of "
                        + Plain.count(comparison.references().size())
                        + " do not conform to the answerSchema of the settings. Correct the schema or the answers.");
            }
        });
        String first = VerdictSentence.candidate(comparison).name();
        for (SystemAnswers other : VerdictSentence.others(comparison)) {
            Difference difference = comparison.primary(first, other.name());
            if (!difference.shown() && Double.isFinite(difference.smallest())) {
                cautions.add("Against " + Plain.text(VerdictSentence.name(other.name()), 60) + ", "
                        + Plain.count(difference.n()) + " records show a true difference of "
                        + Plain.score(difference.smallest(), scale)
                        + " points four times out of five; a smaller one needs more records.");
            }
        }
        String forgotten = new PageBeside(context).forgotten();
        if (forgotten != null) {
            cautions.add(forgotten);
        }
        return cautions;
    }

    private List<Fact> breakEven() {
        SystemSummary tuned = comparison.summaries().get(0);
        if (!tuned.name().equals(SystemRole.TUNED.id())) {
            return List.of();
        }
        Price price = comparison.systems().get(0).price();
        List<Fact> facts = new ArrayList<>();
        for (SystemSummary other : comparison.summaries()) {
            if (other.name().equals(SystemRole.REFERENCE.id())) {
                facts.add(new Fact("Served on demand", Plain.text(BreakEven.onDemand(tuned, price, other), 300)));
                facts.add(new Fact("Provisioned Throughput", Plain.text(BreakEven.throughput(price, other), 300)));
            }
        }
        return facts;
    }

    private List<String> method() {
        ComparisonOptions options = comparison.options();
        return List.of(
                "Every system was asked the same records; answers are joined by record id. A missing or refused"
                        + " answer scores 0 and is counted as failed; an empty one is scored as what it is.",
                "Intervals hold 95 % and come from " + Plain.count(options.resamples())
                        + " bootstrap samples of the records (seed " + options.seed()
                        + "), the same for all systems, so that differences are paired.",
                "\u201CBetter\u201D or \u201Cworse\u201D is said only if the interval of the difference excludes zero and p is at most"
                        + " 0.05: McNemar\u2019s exact test for right/wrong metrics, the bootstrap for others. Further metrics and"
                        + " groups are corrected together after Holm. Anything else is \u201Cnot shown\u201D, which does not mean equal.",
                "Scores are shown out of 100; report.json has them in each metric\u2019s own scale. Relative numbers are how much"
                        + " more the first system scores, in percent of the other\u2019s score.");
    }

    private static String css() {
        try (InputStream in = ReportPages.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
