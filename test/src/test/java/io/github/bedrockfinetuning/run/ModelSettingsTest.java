package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which models a run can use, and the messages for models that it cannot use. */
class ModelSettingsTest {
    private static final String MICRO = "amazon.nova-micro-v1:0";
    private static final String NOVA_2 = "amazon.nova-2-lite-v1:0";
    private static final String LLAMA = "meta.llama3-1-8b-instruct-v1:0";
    private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";

    private static Allowed in(String region) {
        return new Allowed(region, Set.of(), false, false, Json.object());
    }

    private static SettingsReader.Result read(Allowed allowed, String json) {
        return SettingsReader.read("run.json", json.getBytes(StandardCharsets.UTF_8), allowed);
    }

    private static Finding only(Allowed allowed, String json) {
        SettingsReader.Result result = read(allowed, json);
        assertThat(result.settings()).isNull();
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    private static String base(String id) {
        return "{\"baseModel\":\"" + id + "\"}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "baseModel|{\"baseModel\":\"gpt-5\"}",
                "referenceModel|{\"referenceModel\":\"gpt-5\"}",
                "judge.model|{\"judge\":{\"model\":\"gpt-5\"}}",
            })
    void refusesAModelThatTheCatalogueDoesNotHave(String field, String json) {
        Finding finding = only(in("us-east-1"), json);
        assertThat(finding.field()).isEqualTo(field);
        assertThat(finding.message()).isEqualTo("\"gpt-5\" is not in the model catalog.");
        assertThat(finding.remedy()).startsWith("Choose one of: amazon.nova-micro-v1:0:128k, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "referenceModel|{\"baseModel\":\"" + MICRO + "\",\"referenceModel\":\"" + LLAMA + "\"}",
                "judge.model|{\"baseModel\":\"" + MICRO + "\",\"judge\":{\"model\":\"" + LLAMA + "\"}}",
            })
    void refusesAModelThatTheRegionCannotCall(String field, String json) {
        Finding finding = read(in("eu-west-1"), json).findings().stream()
                .filter(one -> one.field().equals(field))
                .findFirst()
                .orElseThrow();
        assertThat(finding.message()).isEqualTo("Llama 3.1 8B Instruct cannot be called from eu-west-1.");
        assertThat(finding.remedy()).isEqualTo("Choose another model.");
    }

    @Test
    void refusesAJudgeThatPromptsWouldLeaveTheRegionFor() {
        Finding finding = only(in("us-east-1"), "{\"judge\":{\"model\":\"" + HAIKU + "\"}}");
        assertThat(finding.field()).isEqualTo("judge.model");
        assertThat(finding.message()).contains("only through a cross-Region inference profile");
        assertThat(finding.remedy()).contains("allowCrossRegionInference");
    }

    @Test
    void refusesABaseModelThatCanBeAskedOnlyAcrossRegionsUnlessTheStackAllowsIt() {
        Finding finding = only(in("us-east-1"), base(NOVA_2));
        assertThat(finding.field()).isEqualTo("baseModel");
        assertThat(finding.message()).contains("Nova 2 Lite", "only through a cross-Region inference profile");
        assertThat(finding.remedy()).contains("allowCrossRegionInference");
        Allowed across = new Allowed("us-east-1", Set.of(), false, true, Json.object());
        assertThat(read(across, base(NOVA_2)).settings().base().invocationId("us-east-1"))
                .contains("us.amazon.nova-2-lite-v1:0");
    }

    @ParameterizedTest
    @CsvSource({
        "us-west-2,meta.llama3-1-8b-instruct-v1:0,is in the Legacy state,amazon.nova-micro-v1:0:128k",
        "us-west-2,meta.llama3-3-70b-instruct-v1:0:128k,is in the Legacy state,amazon.nova-lite-v1:0:300k",
        "us-east-1,meta.llama3-1-70b-instruct-v1:0:128k,is in the Legacy state,amazon.nova-lite-v1:0:300k",
        "us-west-2,anthropic.claude-3-haiku-20240307-v1:0,reached its end of life,amazon.nova-micro-v1:0:128k"
    })
    void refusesABaseModelThatTakesNoNewJobsAndNamesItsSuccessor(
            String region, String model, String words, String successor) {
        Finding finding = only(in(region), base(model));
        assertThat(finding.message()).contains(words, "does not accept new fine-tuning jobs");
        assertThat(finding.remedy()).contains("Use " + successor + " instead", "allowEndOfLifeModels");
    }

    @Test
    void saysWhereToGoWhereTheRegionHasNoDefaultBaseModel() {
        Finding finding = only(in("us-west-2"), "{}");
        assertThat(finding.message()).contains("there is no default for us-west-2");
        assertThat(finding.remedy()).isEqualTo("Deploy the stack in one of these Regions: us-east-1.");
    }

    @Test
    void namesTheModelsThatTheRegionTrainsAndTheRegionThatTrainsTheModel() {
        Finding finding = only(in("us-west-2"), base("amazon.nova-micro-v1:0"));
        assertThat(finding.message()).isEqualTo("Nova Micro cannot be fine-tuned in us-west-2.");
        assertThat(finding.remedy())
                .isEqualTo("Deploy the stack in us-east-1, or choose one of:"
                        + " anthropic.claude-3-haiku-20240307-v1:0:200k, meta.llama3-1-8b-instruct-v1:0:128k,"
                        + " meta.llama3-1-70b-instruct-v1:0:128k, meta.llama3-3-70b-instruct-v1:0:128k.");
    }

    @Test
    void namesNoRegionForAModelThatIsTrainedNowhere() {
        assertThat(only(in("us-east-1"), base(HAIKU)).remedy())
                .isEqualTo("Choose one of: amazon.nova-micro-v1:0:128k, amazon.nova-lite-v1:0:300k,"
                        + " amazon.nova-pro-v1:0:300k, amazon.nova-2-lite-v1:0:256k.");
    }

    @Test
    void namesOnlyRegionsWhereTheStacksOwnTrainsNothing() {
        Allowed europe = in("eu-west-1");
        assertThat(only(europe, base("amazon.nova-micro-v1:0")).remedy()).isEqualTo("Deploy the stack in us-east-1.");
        assertThat(only(europe, base(HAIKU)).remedy())
                .isEqualTo("Deploy the stack in one of these Regions: us-east-1, us-west-2.");
    }

    @Test
    void holdsHyperparametersOnlyAgainstAModelThatCanBeTrained() {
        String json = "{\"baseModel\":\"" + LLAMA + "\",\"hyperparameters\":{\"epochCount\":99}}";
        assertThat(only(in("us-east-1"), json).field()).isEqualTo("baseModel");
    }

    @Test
    void saysWhichHyperparametersAModelHas() {
        String one = "{\"hyperparameters\":{\"batchSize\":1}}";
        assertThat(only(in("us-east-1"), one).remedy())
                .isEqualTo("Choose from: epochCount, learningRate, learningRateWarmupSteps.");
        String none = "{\"baseModel\":\"" + NOVA_2 + "\",\"hyperparameters\":{\"epochCount\":1}}";
        assertThat(only(new Allowed("us-east-1", Set.of(), false, true, Json.object()), none)
                        .remedy())
                .isEqualTo("Remove hyperparameters, because none are published for this model.");
    }

    @ParameterizedTest
    @CsvSource({"3.0, 3", "'\"3.00\"', 3", "3, 3"})
    void handsBedrockAWholeNumberWithoutDecimals(String written, String handed) {
        String json = "{\"hyperparameters\":{\"epochCount\":" + written + "}}";
        assertThat(read(in("us-east-1"), json).settings().hyperparameters()).containsEntry("epochCount", handed);
    }

    @Test
    void comparesNoModelWithItself() {
        assertThat(read(in("us-east-1"), "{}").settings().reference())
                .map(Model::id)
                .contains("amazon.nova-pro-v1:0:300k");
        assertThat(read(in("us-east-1"), base("amazon.nova-pro-v1:0"))
                        .settings()
                        .reference())
                .isEmpty();
    }
}
