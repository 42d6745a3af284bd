package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportPage.Fact;
import io.github.bedrockfinetuning.report.ReportPage.Headline;
import io.github.bedrockfinetuning.report.ReportPage.SystemRow;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.text.Sha256;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import io.github.bedrockfinetuning.verdict.Difference;
import io.github.bedrockfinetuning.verdict.MeanScore;
import io.github.bedrockfinetuning.verdict.SystemSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Builds the report page. */
public final class ReportPages {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

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
        String alternative = "Scores out of 100 with their 95% intervals: "
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
                        run()),
                new ReportPage.Summary(
                        headline(),
                        new PageBrief(comparison, context).brief(),
                        mains(),
                        Charts.intervals(
                                names,
                                comparison.summaries().stream()
                                        .map(this::primary)
                                        .toList(),
                                scale,
                                alternative),
                        new PageSamples(comparison).samples()),
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

    /** Returns the run ID and the date of the report, if they are known. */
    private @Nullable String run() {
        List<String> parts = new ArrayList<>();
        ReportContext.Heading heading = context.heading();
        if (heading.writtenAt() != null) {
            parts.add(DATE.format(heading.writtenAt()) + (heading.simulatedTime() ? " (simulated time)" : ""));
        }
        if (heading.runId() != null) {
            parts.add("run " + Plain.text(heading.runId(), 60));
        }
        return parts.isEmpty() ? null : Plain.capital(String.join(", ", parts));
    }

    private MeanScore primary(SystemSummary system) {
        return system.score(comparison.options().primary());
    }

    private Charts.@Nullable Tradeoff tradeoff(List<String> names) {
        return Charts.tradeoff(
                names,
                comparison.summaries().stream().map(this::primary).toList(),
                scale,
                Arrays.asList(comparison.summaries().stream()
                        .map(SystemSummary::costPerThousand)
                        .toArray(Double[]::new)));
    }

    /** Returns the CSS class for a verdict. */
    private static String kind(Verdict verdict) {
        return verdict == Verdict.NOT_SHOWN ? "unshown" : verdict.id();
    }

    private Headline headline() {
        List<SystemAnswers> others = VerdictSentence.others(comparison);
        // Without the base model, the report's question is not answered, even if the model is better than another
        // model.
        Verdict verdict = others.isEmpty() || context.baseAbsent().isPresent()
                ? Verdict.NOT_SHOWN
                : comparison.verdict(
                        VerdictSentence.candidate(comparison).name(),
                        others.get(0).name());
        return new Headline(
                badge(verdict),
                kind(verdict),
                VerdictSentence.of(comparison, context),
                Plain.capital(Metrics.title(comparison.options().primary())),
                Plain.count(comparison.references().size()));
    }

    /** Returns the verdict with the name of the other model. */
    private String badge(Verdict verdict) {
        if (context.baseAbsent().isPresent()) {
            return "No verdict against the base model";
        }
        List<SystemAnswers> others = VerdictSentence.others(comparison);
        return others.isEmpty()
                ? "No verdict"
                : VerdictSentence.against(
                        verdict, Plain.text(VerdictSentence.name(others.get(0).name()), 60));
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
                                    gain(difference, best, estimate),
                                    VerdictSentence.of(
                                            difference.verdict(), Plain.text(VerdictSentence.title(first), 40)),
                                    kind(difference.verdict()))));
        }
        return rows;
    }

    /** Returns the gain in points and, if the other score is not zero, in percent of that score. */
    private String gain(Difference difference, double best, MeanScore other) {
        return Plain.signed(difference.difference(), scale) + " points"
                + (other.value() > 0 ? ", " + Plain.relative(best, other.value()) : "");
    }

    private List<Fact> breakEven() {
        SystemSummary tuned = comparison.summaries().get(0);
        if (!tuned.name().equals(SystemRole.TUNED.id())) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        for (SystemSummary other : comparison.summaries()) {
            if (other.name().equals(SystemRole.REFERENCE.id())) {
                BreakEven breakEven = new BreakEven(
                        tuned,
                        comparison.systems().get(0).price(),
                        other,
                        new RunCost(context).training(),
                        overBase(),
                        comparison.verdict(tuned.name(), other.name()));
                String without = breakEven.withoutAdvantage();
                if (without != null) {
                    facts.add(new Fact("Break-even", Plain.text(without, 400)));
                } else {
                    facts.add(new Fact("On-demand inference", Plain.text(breakEven.onDemand(), 400)));
                    facts.add(new Fact("Provisioned Throughput", Plain.text(breakEven.throughput(), 400)));
                }
            }
        }
        return facts;
    }

    private Verdict overBase() {
        return context.baseAbsent().isPresent()
                        || comparison.summaries().stream()
                                .noneMatch(system -> system.name().equals(SystemRole.BASE.id()))
                ? Verdict.NOT_SHOWN
                : comparison.verdict(SystemRole.TUNED.id(), SystemRole.BASE.id());
    }

    private List<String> method() {
        ComparisonOptions options = comparison.options();
        return List.of(
                "Every system received the same records. Answers are matched by record ID. A missing or refused answer counts as failed and scores 0. An empty answer is scored like any other answer.",
                "The 95% intervals are based on " + Plain.count(options.resamples())
                        + " bootstrap samples of the records (seed " + options.seed()
                        + "). All systems use the same samples, so differences are paired.",
                "\u201CBetter\u201D or \u201Cworse\u201D is reported only if the interval of the "
                        + "difference excludes zero and p is at most 0.05. The p value is from McNemar\u2019s exact "
                        + "test for right/wrong metrics and from the bootstrap for other metrics. The p values for "
                        + "additional metrics and groups are corrected together with Holm\u2019s method. Otherwise, "
                        + "the result is \u201Cnot shown\u201D, which does not mean that the systems are equal.",
                "Scores are shown out of 100. report.json contains them on each metric\u2019s own scale. "
                        + "Relative numbers show the difference as a percentage of the other system\u2019s score.");
    }

    private static String css() {
        try (InputStream in = ReportPages.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
