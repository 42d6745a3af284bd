package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the default models, the allowed models and the rejected models of the workflow. */
class WorkflowModelsTest {
    private static final Synthesized ANYWHERE = Synthesized.workflow(null);
    private static final Synthesized VIRGINIA = Synthesized.workflow("us-east-1");

    @Test
    void takesTheRegionsDefaultModels() throws Exception {
        JsonNode defaults = defaults(VIRGINIA);
        assertThat(defaults.path("baseModel").asText()).isEqualTo("amazon.nova-micro-v1:0:128k");
        assertThat(defaults.path("referenceModel").asText()).isEqualTo("amazon.nova-pro-v1:0:300k");
        assertThat(defaults.path("spendingCeiling").asInt()).isEqualTo(100);
        assertThat(VIRGINIA.template().has("Mappings")).isFalse();
    }

    @Test
    void saysThatARegionsDefaultHasNoReferenceModel() throws Exception {
        Synthesized oregon = Synthesized.stack(
                "us-west-2",
                stack -> new FineTuningWorkflow(
                        stack,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("meta.llama3-1-8b-instruct-v1:0")
                                .allowEndOfLifeModels(true)
                                .build()));
        assertThat(defaults(oregon).path("referenceModel").isNull()).isTrue();
    }

    @Test
    void leavesTheDefaultModelsToDeploymentWhereTheRegionIsNotKnown() {
        String variable = Synthesized.resolved(ANYWHERE.one("AWS::Lambda::Function", "StartRunFunction")
                .at("/Properties/Environment/Variables/FT_DEFAULTS"));
        assertThat(variable).startsWith("{\"baseModel\":<baseModel>,\"referenceModel\":<referenceModel>,");
        JsonNode mapping = ANYWHERE.template().path("Mappings").elements().next();
        assertThat(mapping.at("/us-east-1/baseModel").asText()).isEqualTo("\"amazon.nova-micro-v1:0:128k\"");
        assertThat(mapping.has("us-west-2")).isFalse();
        assertThat(ANYWHERE.template().path("Rules").toString())
                .contains(
                        "No model accepts new fine-tuning jobs in this Region by default. Deploy the stack in us-east-1.");
    }

    @Test
    void handsDefaultsOfTheStackToItsRuns() throws Exception {
        Synthesized stack = Synthesized.stack(
                "us-east-1",
                scope -> new FineTuningWorkflow(
                        scope,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("amazon.nova-lite-v1:0")
                                .withoutReferenceModel(true)
                                .spendingCeiling(new BigDecimal("12.50"))
                                .runDefaults(Map.of("approval", "always", "hyperparameters", Map.of("epochCount", 3)))
                                .build()));
        assertThat(defaults(stack)).isEqualTo(new ObjectMapper().readTree("""
                                        {"baseModel": "amazon.nova-lite-v1:0:300k", "referenceModel": null,
                                         "spendingCeiling": 12.50, "approval": "always",
                                         "hyperparameters": {"epochCount": 3}}"""));
    }

    @Test
    void failsInARegionThatCannotFineTune() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(Synthesized.empty("eu-central-1"), "FineTuning"))
                .withMessage("No model can be fine-tuned in eu-central-1. Deploy the stack in us-east-1.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-5                                    | is not in the model catalog",
                "meta.llama3-1-8b-instruct-v1:0:128k      | is in the Legacy state. According to the catalog of 2026-11-30",
                "amazon.nova-2-lite-v1:0:256k             | without sending prompts to other Regions",
                "anthropic.claude-haiku-4-5-20251001-v1:0 | It can be used only as a reference model",
                "anthropic.claude-3-haiku-20240307-v1:0   | has reached its end-of-life (EOL) date",
            })
    void failsForABaseModelThatIsNotToBeHad(String model, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(
                        Synthesized.empty("us-east-1"),
                        "FineTuning",
                        FineTuningWorkflowProps.builder().baseModel(model).build()))
                .withMessageContaining(message);
    }

    @Test
    void failsInARegionWhoseBaseModelsTakeNoNewJobsAndSaysWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(Synthesized.empty("us-west-2"), "FineTuning"))
                .withMessageContaining("baseModel is not specified, and there is no default for us-west-2")
                .withMessageContaining("Deploy the stack in us-east-1.")
                .withMessageContaining("set allowEndOfLifeModels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(
                        Synthesized.empty("us-west-2"),
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("meta.llama3-3-70b-instruct-v1:0")
                                .build()))
                .withMessageContaining("is in the Legacy state")
                .withMessageContaining("set allowEndOfLifeModels");
    }

    @Test
    void allowsTheProfileOfABaseModelThatAnswersOnlyAcrossRegions() {
        Synthesized stack = Synthesized.stack(
                "us-east-1",
                scope -> new FineTuningWorkflow(
                        scope,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("amazon.nova-2-lite-v1:0")
                                .allowCrossRegionInference(true)
                                .build()));
        assertThat(stack.one("AWS::IAM::ManagedPolicy", "AnswerBatchPolicy").toString())
                .contains("inference-profile/us.amazon.nova-2-lite-v1:0")
                .contains("foundation-model/amazon.nova-2-lite-v1:0");
    }

    @Test
    void fitsTheRegionsOfItsBaseModelWhereTheRegionIsNotKnown() {
        Synthesized anywhere = Synthesized.stack(
                null,
                scope -> new FineTuningWorkflow(
                        scope,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("meta.llama3-1-8b-instruct-v1:0")
                                .allowEndOfLifeModels(true)
                                .build()));
        assertThat(anywhere.template().path("Rules").toString())
                .contains("cannot be fine-tuned in this Region. Deploy the stack in us-west-2.");
    }

    @Test
    void failsWhenTheReferenceModelWouldLeaveTheRegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(
                        Synthesized.empty("us-east-1"),
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .allowedModels(
                                        List.of("amazon.nova-micro-v1:0", "anthropic.claude-haiku-4-5-20251001-v1:0"))
                                .build()))
                .withMessageContaining("without allowCrossRegionInference");
    }

    @Test
    void failsWhenTheDefaultModelIsNotAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(
                        Synthesized.empty("us-east-1"),
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .allowedModels(List.of("amazon.nova-pro-v1:0"))
                                .build()))
                .withMessageContaining("Specify baseModel");
    }

    @Test
    void failsWhenRunDefaultsNameWhatHasAPropOfItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineTuningWorkflowProps.builder()
                        .runDefaults(Map.of("baseModel", "amazon.nova-micro-v1:0"))
                        .build())
                .withMessageContaining("Use the prop baseModel");
    }

    private static JsonNode defaults(Synthesized stack) throws Exception {
        return new ObjectMapper()
                .readTree(stack.one("AWS::Lambda::Function", "PrepareDatasetFunction")
                        .at("/Properties/Environment/Variables/FT_DEFAULTS")
                        .asText());
    }
}
