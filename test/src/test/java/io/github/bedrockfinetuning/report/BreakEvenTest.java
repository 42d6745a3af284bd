package io.github.bedrockfinetuning.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.report.ReportPage.Fact;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The number of requests from which the fine-tuned model costs less than the reference model. */
class BreakEvenTest {
    private static final Comparison BETTER = RunReports.comparison(200, 80, 47, 58);

    private static List<Fact> facts(Comparison comparison, ReportContext context) {
        return ReportPages.of(comparison, context).cost().breakEven();
    }

    @Test
    void includesTrainingStorageAndHosting() {
        List<Fact> facts = facts(BETTER, RunReports.context());

        // 230 tokens in, 4 out: $0.1968 with the large model, $0.00861 with the fine-tuned one.
        double saved = 0.1968 - 0.00861;
        assertThat(facts.get(0).value())
                .isEqualTo("From " + requests((1.95 + 0.81) / saved)
                        + " requests in the first month (training at $0.81; storage at $1.95), and from "
                        + requests(1.95 / saved) + " requests in each following month.");
        double month = 20 * 730.5 + 1.95;
        assertThat(facts.get(1).value())
                .startsWith("From " + requests((month + 0.81) / 0.1968) + " requests in the first month")
                .contains("and from " + requests(month / 0.1968), "if one model unit can process that many");
    }

    private static String requests(double thousands) {
        return String.format(java.util.Locale.ROOT, "%,.0f", Math.ceil(1000 * thousands));
    }

    @Test
    void isNotCalculatedWithoutAnAdvantage() {
        assertThat(facts(RunReports.comparison(200, 48, 47, 46), RunReports.context()))
                .singleElement()
                .extracting(Fact::value)
                .asString()
                .startsWith("Not calculated: the fine-tuned model is not shown to be better than the base model");
        assertThat(facts(RunReports.comparison(200, 60, 30, 95), RunReports.context()))
                .singleElement()
                .extracting(Fact::value)
                .asString()
                .startsWith("Not calculated: the fine-tuned model is worse than Large");
        assertThat(facts(BETTER, RunReports.context().without(Map.of("base", "It was not available."))))
                .singleElement()
                .extracting(Fact::value)
                .asString()
                .startsWith("Not calculated: ");
    }

    @Test
    void isNotCalculatedWithAnUnknownPriceAndNamesIt() {
        assertThat(facts(BETTER, RunReports.context().with(RunReports.cost("null", "null"))))
                .extracting(Fact::value)
                .allMatch(value -> value.equals("Not calculated: the cost of training is not known."));

        Price incomplete = new Price(0.035, 0.14, null, null, null);
        assertThat(facts(RunReports.comparison(200, 80, 47, 58, incomplete), RunReports.context()))
                .extracting(Fact::value)
                .containsExactly(
                        "Not calculated: the storage price is not known.",
                        "Not calculated: the price of Provisioned Throughput and the storage price are not known.");
    }

    @Test
    void saysThatTheQualityIsUndecidedIfNoDifferenceToTheReferenceModelIsShown() {
        assertThat(facts(RunReports.comparison(200, 80, 47, 79), RunReports.context())
                        .get(0)
                        .value())
                .endsWith("The test does not show which of the two models gives better answers.");
    }
}
