package io.github.bedrockfinetuning.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.report.ReportPage.Fact;
import io.github.bedrockfinetuning.report.ReportPage.Sample;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The summary at the top of the report. */
class ReportSummaryTest {
    private static final Comparison BETTER = RunReports.comparison(200, 80, 47, 58);

    @TempDir
    Path folder;

    private static ReportPage.Brief brief(Comparison comparison, ReportContext context) {
        return ReportPages.of(comparison, context).summary().brief();
    }

    private static String fact(Comparison comparison, ReportContext context, String name) {
        Map<String, String> facts =
                brief(comparison, context).facts().stream().collect(Collectors.toMap(Fact::name, Fact::value));
        return facts.get(name);
    }

    @Test
    void startsWithDateDecisionNextStepGainPricesCostAndRisks() throws IOException {
        ReportFiles.write(folder, BETTER, RunReports.context());

        String html = Files.readString(folder.resolve("report.html"));
        String top = html.substring(html.indexOf("<body>"), html.indexOf("<nav"));
        assertThat(top)
                .containsSubsequence(
                        "30 November 2026, 21:40 UTC, run run1",
                        "Better than the base model",
                        "Not promoted, because promotion is not enabled in run.json.",
                        "promote the model:",
                        "<code>./fine-tune promote run1</code>",
                        "Accuracy 80.0 out of 100, compared with 47.0 for the base model (+33.0, 95% interval",
                        "Fine-tuned model $0.0086 plus $1.95 per month for storage; base model $0.0086; reference model $0.20.",
                        "$0.39 to $0.87",
                        "Risks",
                        "Fine-tuned model wins",
                        "Fine-tuned model loses",
                        "Typical");
    }

    @Test
    void marksTheDateOfASimulatedClock() {
        ReportContext.Heading heading = RunReports.context().heading();
        assertThat(ReportPages.of(BETTER, RunReports.context().at(heading.writtenAt(), true))
                        .head()
                        .run())
                .contains("21:40 UTC (simulated time)");
    }

    @Test
    void everyBadgeSaysWhichModelIsBetter() {
        ReportPage.Summary better = ReportPages.of(BETTER, RunReports.context()).summary();
        assertThat(better.headline().badge()).isEqualTo("Better than the base model");
        assertThat(better.systems())
                .extracting(row -> row.gain().verdict())
                .containsExactly("", "Fine-tuned model is better", "Fine-tuned model is better");

        ReportPage.Summary mixed = ReportPages.of(RunReports.comparison(200, 47, 48, 80), RunReports.context())
                .summary();
        assertThat(mixed.headline().badge()).isEqualTo("Not shown to differ from the base model");
        assertThat(mixed.systems())
                .extracting(row -> row.gain().verdict())
                .containsExactly("", "No difference shown", "Fine-tuned model is worse");
    }

    @Test
    void theGainOverAScoreOfZeroHasNoPercentage() {
        ReportPage.Summary summary = ReportPages.of(RunReports.comparison(200, 60, 0, 40), RunReports.context())
                .summary();

        assertThat(summary.systems().get(1).gain().points()).isEqualTo("+60.0 points");
        assertThat(summary.systems().get(2).gain().points()).isEqualTo("+20.0 points, +50.0%");
    }

    @Test
    void samplesAreTheLargestGainTheLargestLossAndATypicalRecord() {
        List<Sample> samples =
                ReportPages.of(BETTER, RunReports.context()).summary().samples();

        assertThat(samples)
                .extracting(Sample::title)
                .containsExactly("Fine-tuned model wins", "Fine-tuned model loses", "Typical");
        assertThat(samples.get(0).id()).isEqualTo(first(1, 0));
        assertThat(samples.get(1).id()).isEqualTo(first(0, 1));
        assertThat(samples.get(0).answers())
                .extracting(ReportPage.Answered::system, ReportPage.Answered::score)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Fine-tuned model", "100.0"),
                        org.assertj.core.groups.Tuple.tuple("Base model", "0.0"));
        assertThat(samples).extracting(Sample::id).doesNotHaveDuplicates();
    }

    private static String first(double tuned, double base) {
        for (int i = 0; i < 200; i++) {
            if (BETTER.score("accuracy", "tuned", i) == tuned && BETTER.score("accuracy", "base", i) == base) {
                return BETTER.references().get(i).id();
            }
        }
        throw new AssertionError();
    }

    @Test
    void saysSoIfThereIsNoLossToShow() {
        List<Sample> samples = ReportPages.of(RunReports.comparison(200, 100, 47, 58), RunReports.context())
                .summary()
                .samples();
        assertThat(samples.get(1).none()).isEqualTo("It does not score lower than the base model on any record.");
        assertThat(samples.get(1).answers()).isEmpty();
    }

    @Test
    void risksNameASmallTestSetLostGroupsDataFindingsAndUnknownPrices() {
        ReportContext context = RunReports.context()
                .with(RunReports.cost("null", "null"))
                .with(new ReportContext.MadeFrom(
                        RunReports.json("null"),
                        RunReports.json("null"),
                        RunReports.json("{'findings':{'warning':3},"
                                + "'files':[{'kind':'test','rules':{'NEAR_DUPLICATE':21}}]}")));
        assertThat(String.join(
                        "\n",
                        brief(RunReports.comparison(40, 40, 60, 58), context).risks()))
                .contains(
                        "The test set is small (40 records)",
                        "might be due to chance: team=",
                        "finds these labels less often than the base model",
                        "The dataset check has 3 warnings",
                        "21 near-duplicates in the test set",
                        "prices of these parts of the run are not known: training");
    }

    @Test
    void aReportWithoutRisksSaysThatNoneWasFound() {
        Comparison certain = RunReports.comparison(600, 98, 10, 15);
        assertThat(brief(certain, RunReports.context()).risks())
                .singleElement()
                .asString()
                .contains("found no risks", "with 95% confidence");
    }

    @Test
    void aTotalWithoutAPartSaysAtLeastAndNamesThePart() {
        assertThat(fact(BETTER, RunReports.context(), "Cost of this run"))
                .isEqualTo("$0.39 to $0.87: $0.06 counted, plus an estimate for training at $0.33 to $0.81."
                        + " Storage of the custom model adds $1.95 per month until you delete it.");
        ReportContext unknown = RunReports.context().with(RunReports.cost("null", "null"));
        assertThat(fact(BETTER, unknown, "Cost of this run"))
                .startsWith("At least $0.06. Not included, because their costs are not known: training.");

        List<List<String>> rows =
                ReportPages.of(BETTER, unknown).cost().estimate().rows();
        assertThat(rows.get(rows.size() - 1))
                .containsExactly(
                        "Total",
                        "at least $2.00 to $2.02",
                        "at least $0.0600",
                        "estimated without training\ncounted without training, storage");
    }

    @Test
    void theCostNamesTheHourlyChargeOfAKeptEndpoint() {
        ReportContext.Cost cost = RunReports.cost("0.33", "0.81");
        JsonNode estimate = cost.estimate().deepCopy();
        ((ObjectNode) estimate)
                .set("afterRun", RunReports.json("{'mode':'PROVISIONED_THROUGHPUT','perHour':24,'unknown':false}"));
        ReportContext kept = RunReports.context().with(new ReportContext.Cost(estimate, cost.actual()));

        assertThat(fact(BETTER, kept, "Cost of this run"))
                .endsWith(
                        "is billed at $24.00 per hour ($576.00 per day) until you delete it. No total includes this.");
    }
}
