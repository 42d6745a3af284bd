package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportPage.Column;
import io.github.bedrockfinetuning.report.ReportPage.Grid;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.JudgeSummary;
import io.github.bedrockfinetuning.verdict.MeanScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The judge's preferences and the results on the general set, which are reported but do not affect the verdict. */
final class PageBeside {
    private final ReportContext context;

    PageBeside(ReportContext context) {
        this.context = context;
    }

    Grid judge() {
        JudgeSummary judge = context.judge();
        List<List<String>> rows = new ArrayList<>();
        if (judge != null && judge.failure() == null) {
            rows.add(row(
                    "The fine-tuned model\u2019s answer is better",
                    judge.preferences().tuned()));
            rows.add(row(
                    "The base model\u2019s answer is better",
                    judge.preferences().base()));
            rows.add(row("A tie", judge.preferences().ties()));
            rows.add(row(
                    "Different results in the two orders", judge.preferences().disagreements()));
            rows.add(row("Not judged", judge.preferences().unjudged()));
        }
        return new Grid("Preferences of the judge", List.of(Column.text("Outcome"), Column.number("Records")), rows);
    }

    private static List<String> row(String outcome, int records) {
        return List.of(outcome, Plain.count(records));
    }

    List<String> judgeNotes() {
        JudgeSummary judge = context.judge();
        if (judge == null) {
            return List.of();
        } else if (judge.failure() != null) {
            return List.of(Plain.text(judge.failure(), 400));
        }
        List<String> notes = new ArrayList<>();
        notes.add(Plain.text(judge.model(), 100)
                + " compared the two answers to each record in both orders, because a judge might favor one "
                + "of the positions. The results in both orders agree for " + Plain.share(judge.agreement())
                + " of " + Plain.count(judge.judged())
                + " judged records. The p value of the difference in wins is " + Plain.p(judge.p())
                + " (sign test). The verdict is based on the metric, not on the judge.");
        if (judge.rubric() != null) {
            notes.add("Rubric: " + Plain.text(judge.rubric(), 600));
        }
        if (judge.canaries().count() > 0) {
            notes.add("Of " + Plain.count(judge.canaries().count())
                    + " comparisons with a known winner (the reference answer compared with that of another "
                    + "record), the judge decided "
                    + Plain.count(judge.canaries().right()) + " correctly."
                    + (judge.canaries().right() < judge.canaries().count()
                            ? " Do not rely on a judge that makes mistakes in these comparisons."
                            : ""));
        }
        if (judge.sameFamily()) {
            notes.add("The judge is from the same provider as the model that it judges, so it might favor that "
                    + "model.");
        }
        return notes;
    }

    Grid general() {
        Comparison general = context.general();
        List<List<String>> rows = new ArrayList<>();
        List<Column> columns = new ArrayList<>(List.of(Column.text("Metric")));
        if (general != null) {
            String first = VerdictSentence.candidate(general).name();
            general.systems()
                    .forEach(
                            system -> columns.add(Column.number(Plain.text(VerdictSentence.title(system.name()), 60))));
            columns.add(Column.text("Verdict"));
            for (String metric : general.options().metrics()) {
                double scale = Metrics.named(metric).scale();
                List<String> row = new ArrayList<>(List.of(PageTables.title(metric, "\n")));
                general.summaries().forEach(system -> {
                    MeanScore estimate = system.score(metric);
                    row.add(Plain.score(estimate.value(), scale) + "\n"
                            + Plain.interval(estimate.low(), estimate.high(), scale));
                });
                row.add(String.join(
                        "\n",
                        general.differences().stream()
                                .filter(d -> d.metric().equals(metric) && d.a().equals(first) && d.slice() == null)
                                .map(d -> VerdictSentence.against(
                                                d.verdict(), Plain.text(VerdictSentence.name(d.b()), 60))
                                        + ", p " + Plain.p(d.p()))
                                .toList()));
                rows.add(row);
            }
        }
        return new Grid(
                general == null
                        ? ""
                        : "Scores on " + Plain.count(general.references().size())
                                + " records from other tasks, out of 100, with 95% intervals",
                columns,
                rows);
    }

    /**
     * Returns a warning for the summary if the results show that the model lost abilities during training, or null if
     * they do not.
     */
    @Nullable
    String forgotten() {
        Comparison general = context.general();
        if (general == null || general.systems().size() < 2) {
            return null;
        }
        String first = VerdictSentence.candidate(general).name();
        return general.systems().stream()
                .filter(system -> system.name().equals(SystemRole.BASE.id()))
                .map(base -> general.primary(first, base.name()))
                .filter(difference -> difference.verdict() == Verdict.WORSE)
                .map(difference -> "On the general set, the fine-tuned model is worse than the base model by "
                        + Plain.score(
                                -difference.difference(),
                                Metrics.named(difference.metric()).scale())
                        + " points. It has lost some of the abilities of the base model.")
                .findFirst()
                .orElse(null);
    }
}
