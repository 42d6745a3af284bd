package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.bedrock.Offer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests {@code rehearse --model} with every base model in the catalogue. */
class EveryBaseModelTest {
    @TempDir
    private Path folder;

    static Stream<Model> alive() {
        return bases().filter(model -> model.lifecycle().active());
    }

    static Stream<Model> late() {
        return bases().filter(model -> !model.lifecycle().active());
    }

    private static Stream<Model> bases() {
        return Catalogue.load().models().stream()
                .filter(model -> !model.trainingRegions().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("alive")
    void endsWithAVerdictInWhichTheBaseModelAnswered(Model model) throws Exception {
        List<String> said = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void said(String line) {
                said.add(line);
            }
        };

        Outcome outcome = Rehearsal.run(request(model), progress);

        assertThat(outcome.status()).as(outcome.toString()).isEqualTo("SUCCEEDED");
        assertThat(outcome.verdict()).isIn("better", "worse", "not shown");
        JsonNode base = outcome.systems().path("base");
        assertThat(base.path("answered").asInt())
                .isEqualTo(base.path("n").asInt())
                .isPositive();
        assertThat(outcome.stillBilling()).isEmpty();
        boolean crosses = model.crossesRegions(Stacks.REGION);
        assertThat(said.stream().anyMatch(line -> line.contains("allowCrossRegionInference")))
                .isEqualTo(crosses);
    }

    @ParameterizedTest
    @MethodSource("late")
    void rejectsAtTheCheckABaseModelThatTakesNoNewJobs(Model model) throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            Upload.of(Optional.of(dataset()), Optional.of(model.id())).into(stack);
            assertRejected(stack, "run-settings");
        }
    }

    @Test
    void costsNothingWhereTheModelTakesNoNewJobsAndNamesItsSuccessor() throws Exception {
        Model llama = Catalogue.load().model("meta.llama3-3-70b-instruct-v1:0");

        Outcome outcome = Rehearsal.run(request(llama), Progress.NONE);

        assertThat(outcome.status()).isEqualTo("REJECTED");
        assertThat(outcome.isGood()).isFalse();
        assertThat(outcome.billed()).isEmpty();
        assertThat(outcome.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("field").asText()).isEqualTo("baseModel");
            assertThat(finding.path("message").asText()).contains("Llama 3.3 70B Instruct is in the Legacy state");
            assertThat(finding.path("remedy").asText()).contains("Use amazon.nova-lite-v1:0:300k instead");
        });
    }

    static Stream<Arguments> refusals() {
        UnaryOperator<Offer> legacy =
                offer -> offer.legacySince(Catalogue.load().asOf());
        UnaryOperator<Offer> notEntitled = offer -> offer.with(offer.access().withEntitlement("NOT_AVAILABLE"));
        UnaryOperator<Offer> noAgreement = offer -> offer.with(offer.access().withAgreement("NOT_AVAILABLE"));
        UnaryOperator<Offer> profile = Offer::onlyThroughProfile;
        return Stream.of(
                Arguments.of("model-lifecycle", legacy),
                Arguments.of("model-entitlement", notEntitled),
                Arguments.of("model-agreement", noAgreement),
                Arguments.of("model-inference", profile));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void rejectsTheDefaultBaseModelInTheDeployedStackForWhatBedrockSaysOfIt(String rule, UnaryOperator<Offer> change)
            throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            stack.aws().bedrock().offer("amazon.nova-micro-v1:0", change);
            Upload.of(Optional.of(dataset()), Optional.empty()).into(stack);
            assertRejected(stack, rule);
        }
    }

    @Test
    void rejectsARunInTheDeployedStackForWantOfAQuota() throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            stack.aws().quotas().set("L-1EF80F3E", 0);
            Upload.of(Optional.of(dataset()), Optional.empty()).into(stack);
            assertRejected(stack, "quota-deployments");
        }
    }

    /** The simulated Bedrock also rejects the requests that the check prevents. */
    @Test
    void wouldHaveFailedWithoutTheCheckSinceAPlainIdDoesNotAnswerWhereOnlyAProfileDoes() throws Exception {
        try (DeployedStack stack = Stacks.deploy("PrepareDataset.GetFoundationModel:access-denied*")) {
            stack.aws().bedrock().offer("amazon.nova-micro-v1:0", Offer::onlyThroughProfile);
            Upload.of(Optional.of(dataset()), Optional.empty()).into(stack);
            stack.settle();
            assertThat(stack.calls())
                    .filteredOn(call -> call.resource().equals("amazon.nova-micro-v1:0")
                            && call.operation().equals("Converse"))
                    .isNotEmpty()
                    .allMatch(call -> "ValidationException".equals(call.error()));
        }
    }

    private void assertRejected(DeployedStack stack, String rule) throws Exception {
        stack.settle();
        assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
        String run = stack.executions().get(0).name();
        assertThat(stack.result("reports/" + run + "/data.json")
                        .orElseThrow()
                        .path("findings")
                        .findValuesAsText("rule"))
                .contains(rule);
        assertNothingWasCreatedOrAsked(stack);
        assertThat(stack.aws().meter().billed()).isEmpty();
    }

    private static void assertNothingWasCreatedOrAsked(DeployedStack stack) {
        assertThat(stack.calls())
                .extracting(CallRecord::operation)
                .contains("StartExecution")
                .noneMatch(operation -> operation.startsWith("Create") || operation.equals("Converse"));
    }

    private Rehearsal.Request request(Model model) throws Exception {
        return new Rehearsal.Request(
                Optional.of(dataset()),
                Optional.of(model.id()),
                List.of(),
                true,
                false,
                folder.resolve("reports"),
                Optional.empty());
    }

    private Path dataset() throws Exception {
        return Stacks.smallDataset(folder, "{}");
    }
}
