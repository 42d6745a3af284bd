package io.github.bedrockfinetuning.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostEstimateTest {
    private static final CostEstimate.Work WORK =
            new CostEstimate.Work(1_000_000, 2_000_000, Optional.of(3), 100, 10_000, 20_000, 1_000, 25_600);

    @Test
    void multipliesTokensByEpochsAndTheCataloguePrice() {
        Model llama = Catalogue.load().model("meta.llama3-1-8b-instruct-v1:0");
        BigDecimal price =
                llama.prices().trainingPerMillionTokens().orElseThrow().amount();

        CostEstimate.Part training =
                CostEstimate.of(llama, null, null, WORK).parts().get(0);

        assertThat(training.low()).isEqualByComparingTo(price.multiply(BigDecimal.valueOf(3)));
        assertThat(training.high()).isEqualByComparingTo(price.multiply(BigDecimal.valueOf(6)));
    }

    @Test
    void saysThatAPriceIsUnknownAndNeverCallsItZero() {
        Model haiku = Catalogue.load().model("anthropic.claude-3-haiku-20240307-v1:0");

        JsonNode json = CostEstimate.of(haiku, null, null, WORK).toJson();

        assertThat(json.at("/parts/0/unknown").asBoolean()).isTrue();
        assertThat(json.at("/parts/0/low").isNull()).isTrue();
        assertThat(json.at("/total/complete").asBoolean()).isFalse();
        assertThat(json.at("/total/low").isNull()).isTrue();
    }

    @Test
    void namesSourceAndDateOfEveryPriceAndAddsThemUp() {
        Model nova = Catalogue.load().model("amazon.nova-micro-v1:0");
        Model reference = Catalogue.load().model("amazon.nova-pro-v1:0");

        JsonNode json = CostEstimate.of(nova, reference, reference, WORK).toJson();

        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode part : json.path("parts")) {
            sum = sum.add(part.path("high").decimalValue());
            if (part.path("high").decimalValue().signum() > 0) {
                assertThat(part.path("source").asText()).isNotBlank();
                assertThat(part.path("asOf").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
            }
        }
        assertThat(json.at("/total/high").decimalValue()).isEqualByComparingTo(sum);
        assertThat(json.at("/total/complete").asBoolean()).isTrue();
        assertThat(json.path("parts").findValuesAsText("name")).contains("training", "storage", "serving", "judging");
    }

    @Test
    void namesSourceAndDateOfEveryAssumption() {
        Model llama = Catalogue.load().model("meta.llama3-1-8b-instruct-v1:0");

        JsonNode json = CostEstimate.of(llama, null, null, WORK).toJson();

        assertThat(json.path("assumptions").findValuesAsText("name"))
                .contains("mostCharactersPerToken", "slowestAnswerSeconds", "judgePromptTokens");
        json.path("assumptions").forEach(assumption -> {
            assertThat(assumption.path("amount").decimalValue()).isPositive();
            assertThat(assumption.path("source").asText()).isNotBlank();
            assertThat(assumption.path("asOf").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
        });
        assertThat(json.at("/tokens/basis").asText()).contains("6 characters", "Llama 3", "2026-");
        assertThat(json.at("/parts/2/basis").asText()).contains("assuming");
    }

    @Test
    void saysWhatAKeptEndpointCostsPerHourAfterTheRun() {
        CostEstimate llama =
                CostEstimate.of(Catalogue.load().model("meta.llama3-1-8b-instruct-v1:0"), null, null, WORK);

        assertThat(AfterRun.sentence(llama.toJson())).isEmpty();
        JsonNode kept = llama.withKeptEndpoint().toJson();
        assertThat(kept.at("/afterRun/perHour").decimalValue()).isEqualByComparingTo("24");
        assertThat(kept.at("/afterRun/asOf").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(kept.path("total")).isEqualTo(llama.toJson().path("total"));
        assertThat(AfterRun.sentence(kept))
                .hasValue("After the run, the Provisioned Throughput that keepEndpoint keeps is billed at $24.00 per"
                        + " hour ($576.00 per day) until you delete it. No total includes this.");
    }

    @Test
    void saysSoIfTheHourlyPriceOfAKeptEndpointIsUnknownOrZero() {
        assertThat(afterRun("anthropic.claude-3-haiku-20240307-v1:0")).contains("at a price that is not published");
        assertThat(afterRun("amazon.nova-micro-v1:0")).contains("billed per token, not per hour");
    }

    private static String afterRun(String model) {
        return AfterRun.sentence(CostEstimate.of(Catalogue.load().model(model), null, null, WORK)
                        .withKeptEndpoint()
                        .toJson())
                .orElseThrow();
    }

    @Test
    void neverCallsAnUnknownPriceOfAnyModelZero() {
        for (Model model : Catalogue.load().models()) {
            for (CostEstimate.Part part :
                    CostEstimate.of(model, model, model, WORK).parts()) {
                boolean free = part.high() != null && part.high().signum() == 0;
                // A free part contains the name of the part in which it is billed.
                assertThat(!free || part.basis().contains("billed per"))
                        .as("%s %s", model.name(), part)
                        .isTrue();
                assertThat(part.unknown()).isEqualTo(part.low() == null && part.high() == null);
            }
        }
    }

    @Test
    void leavesTrainingUnknownWhereNobodyNamesTheEpochs() {
        Model llama = Catalogue.load().model("meta.llama3-3-70b-instruct-v1:0");
        CostEstimate.Work work = new CostEstimate.Work(1, 2, Optional.empty(), 0, 0, 0, 0, 0);

        assertThat(CostEstimate.of(llama, null, null, work).parts().get(0).unknown())
                .isTrue();
    }
}
