package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.aws.messages.Sns;
import io.github.bedrockfinetuning.local.states.Execution;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the deletion of the stack during a run: the run is ended, cleaned up and reported before other resources are
 * deleted.
 */
class StackDeletionTest {
    private static final Map<FaultScenario, List<String>> STATES = Map.of(
            FaultScenario.PLAIN,
            List.of(
                    "PrepareDataset",
                    "AskApproval",
                    "StartTraining",
                    "WaitForTraining",
                    "CheckTraining",
                    "AnswerBaselines",
                    "StartServing",
                    "WaitForServing",
                    "CheckServing",
                    "AnswerTuned",
                    "StopServing",
                    "Judge",
                    "Evaluate",
                    "StopUnpromoted",
                    "Tell"),
            FaultScenario.PROVISIONED,
            List.of("StartTraining", "StartServing", "CheckServing", "AnswerTuned", "StopServing"),
            FaultScenario.TRAINING_FAILS,
            List.of("CleanUp", "WaitForCleanUp", "TellFailure"));

    static Stream<Arguments> moments() {
        return STATES.entrySet().stream()
                .flatMap(states -> states.getValue().stream().map(state -> Arguments.of(states.getKey(), state)));
    }

    @ParameterizedTest
    @MethodSource("moments")
    @DisplayName("Row 64: the stack is deleted while something runs")
    void atAnyStateNothingIsLeft(FaultScenario scenario, String state) {
        try (StruckRun run =
                StruckRun.setup(scenario).when(state, StackDeletion::start).run()) {
            assertThat(StackDeletion.result(run.stack())).contains("deleted");
            assertThat(run.execution().status()).isNotEqualTo(Execution.Status.RUNNING);
            assertThat(run.status().path("status").asText()).isIn("ABORTED", "SUCCEEDED", "FAILED");
            run.assertEnded(run.status().path("status").asText());
            assertThat(run.stack().aws().s3().bucket(run.stack().results()).keys())
                    .isNotEmpty();
        }
    }

    @Test
    void whatWasPromotedStays() {
        try (StruckRun run = StruckRun.of(FaultScenario.PROMOTED)) {
            StackDeletion.start(run.stack());
            run.stack().settle();
            assertThat(StackDeletion.result(run.stack())).contains("deleted");
            assertThat(run.stack().aws().meter().stillBilling())
                    .extracting("kind")
                    .containsExactly("custom-model-deployment");
            assertThat(lastMessage(run))
                    .contains("is being deleted", "Kept as requested: deployment", "delete-custom-model-deployment");
        }
    }

    @Test
    void whatWasKeptStaysAndIsToldWithItsPrice() {
        try (StruckRun run = StruckRun.of(FaultScenario.KEPT)) {
            StackDeletion.start(run.stack());
            run.stack().settle();
            assertThat(StackDeletion.result(run.stack())).contains("deleted");
            assertThat(run.stack().aws().meter().stillBilling()).hasSize(1);
            assertThat(lastMessage(run))
                    .contains("is being deleted", "Kept as requested: throughput", "$24.00 per hour")
                    .contains("aws bedrock delete-provisioned-model-throughput");
        }
    }

    @Test
    void whereNothingStaysNothingIsTold() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN)) {
            StackDeletion.start(run.stack());
            run.stack().settle();
            assertThat(StackDeletion.result(run.stack())).contains("deleted");
            assertThat(lastMessage(run)).contains("ended: SUCCEEDED");
        }
    }

    private static String lastMessage(StruckRun run) {
        List<Sns.Notification> messages = run.stack().aws().sns().messages();
        return messages.get(messages.size() - 1).text();
    }

    @Test
    void isRefusedWhereTheRunsThingsCannotBeRemovedAndCanBeRepeated() {
        String delete = "DeleteProvisionedModelThroughput:access-denied";
        try (StruckRun run = StruckRun.setup(
                        FaultScenario.PROVISIONED, "EndRuns." + delete, "CleanUp." + delete, "Sweep." + delete)
                .when("AnswerTuned", StackDeletion::start)
                .run()) {
            DeployedStack stack = run.stack();
            assertThat(StackDeletion.result(stack).orElseThrow())
                    .contains(
                            "nothing else was deleted",
                            "DeleteProvisionedModelThroughput",
                            "./fine-tune clean --remove");
            assertThat(stack.aws().meter().stillBilling()).hasSize(1);
            var bedrock = StruckRun.administrator(stack, "us-west-2");
            bedrock.deleteProvisionedModelThroughput(
                    r -> r.provisionedModelId(run.execution().name()));
            StackDeletion.start(stack);
            stack.settle();
            assertThat(StackDeletion.result(stack)).contains("deleted");
        }
    }

    @Test
    void isRefusedInTimeWhereOneOfItsCallsIsThrottledForEverAndCanBeRepeated() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN, "EndRuns.ListCustomModelDeployments:throttled*")
                .when("CheckTraining", StackDeletion::start)
                .run()) {
            DeployedStack stack = run.stack();
            assertThat(StackDeletion.result(stack).orElseThrow())
                    .contains("nothing else was deleted", "within 15 minutes", "Throttling");
            assertThat(stack.aws().s3().bucket(stack.results()).keys()).isNotEmpty();
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
        }
    }

    @Test
    void startsNoRunAnyMore() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when("CheckTraining", stack -> {
                    StackDeletion.start(stack);
                    stack.clock()
                            .after(
                                    java.time.Duration.ofMinutes(3),
                                    () -> FaultScenario.PLAIN
                                            .objects()
                                            .forEach(
                                                    (key, bytes) -> stack.upload(key.replace("forty", "late"), bytes)));
                })
                .run()) {
            assertThat(StackDeletion.result(run.stack())).contains("deleted");
            assertThat(run.stack().executions()).hasSize(1);
        }
    }
}
