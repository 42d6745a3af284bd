package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.bedrock.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests faults of the served model: rows 40 to 50 and 68 of docs/FAULTS.md that no other test covers. */
class ServingFaultsTest {
    private static final String CREATE = "CreateProvisionedModelThroughput";
    private static final String DELETE = "DeleteProvisionedModelThroughput";

    @Test
    @DisplayName("Row 40: throughput was made, and the answer lost")
    void throughputWhoseAnswerWasLostIsTakenUp() {
        try (StruckRun run = StruckRun.of(FaultScenario.PROVISIONED, "StartServing." + CREATE + ":lost-answer")) {
            run.assertHolds("SUCCEEDED");
            assertThat(run.calls(CREATE))
                    .extracting(call -> call.input().path("clientRequestToken").asText())
                    .containsOnly(run.execution().name());
            assertThat(run.calls(DELETE)).extracting(call -> call.resource()).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("Row 41: throughput fails to come up")
    void throughputThatFailedIsDeleted() {
        try (StruckRun run = StruckRun.of(FaultScenario.PROVISIONED, "CheckServing:fails")) {
            run.assertHolds("FAILED");
            assertThat(run.reason()).contains("made the deployment fail", "trained model is kept");
            assertThat(run.calls(DELETE)).isNotEmpty();
        }
    }

    @Test
    @DisplayName("Row 42: throughput takes too long to come up")
    void throughputThatDoesNotComeUpIsDeleted() {
        Durations quick = FaultRun.QUICK;
        Durations slow = new Durations(
                quick.validation(),
                quick.processing(),
                quick.queue(),
                quick.training(),
                quick.perRecord(),
                quick.stopping(),
                quick.deployment(),
                Duration.ofHours(8));
        try (StruckRun run = StruckRun.setup(FaultScenario.PROVISIONED)
                .before(stack -> stack.aws().bedrock().durations(slow))
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("after 6 hours", "is kept");
        }
    }

    @Test
    @DisplayName("Row 44 cannot come up: a commitment")
    void noSettingAsksForACommitment() {
        FaultScenario committed = new FaultScenario(
                "committed", "us-west-2", 120, 6, "{\"commitmentDuration\": \"OneMonth\"}", List.of(), false);
        try (StruckRun run = StruckRun.of(committed)) {
            run.assertEnded("REJECTED");
            assertThat(run.reason()).contains("run-settings", "line 1");
        }
        try (StruckRun run = StruckRun.of(FaultScenario.PROVISIONED)) {
            assertThat(run.calls(CREATE))
                    .isNotEmpty()
                    .allSatisfy(call ->
                            assertThat(call.input().has("commitmentDuration")).isFalse());
        }
    }

    @Test
    @DisplayName("Row 45: a model that is not served on demand")
    void throughputIsInThePriceThatIsAgreedTo() throws Exception {
        try (StruckRun run = StruckRun.of(FaultScenario.PROVISIONED)) {
            run.assertHolds("SUCCEEDED");
            JsonNode record = run.stack()
                    .result("runs/" + run.execution().name() + "/run.json")
                    .orElseThrow();
            assertThat(record.path("servingMode").asText()).isEqualTo("provisioned-throughput");
            assertThat(record.at("/estimate/parts")).anySatisfy(part -> {
                assertThat(part.path("name").asText()).isEqualTo("serving");
                assertThat(part.path("high").asDouble()).isPositive();
            });
            assertThat(run.messages().get(0)).contains("The estimated cost is", "Nothing has been created yet");
            assertThat(run.attempts("CreateCustomModelDeployment")).isEmpty();
        }
    }

    @Test
    @DisplayName("Row 46: the served model is throttled in bursts")
    void burstsOfThrottlingOnlyDelay() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "AnswerBatch.Converse:throttled*40")) {
            run.assertHolds("SUCCEEDED");
            assertThat(Duration.between(
                            run.execution().startDate(), run.execution().stopDate()))
                    .isLessThan(Duration.ofDays(1));
        }
    }

    @Test
    @DisplayName("Row 49: the deployment is deleted while it is asked")
    void aDeploymentThatVanishesEndsTheRun() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when("AnswerTuned", stack -> {
                    var bedrock = StruckRun.administrator(stack, "us-east-1");
                    bedrock.listCustomModelDeployments(r -> {})
                            .modelDeploymentSummaries()
                            .forEach(one -> bedrock.deleteCustomModelDeployment(
                                    r -> r.customModelDeploymentIdentifier(one.customModelDeploymentArn())));
                })
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.attempts("Converse").stream()
                            .filter(call -> call.resource().contains("custom-model-deployment")))
                    .hasSizeLessThan(10 * FaultScenario.TESTS);
            assertThat(Duration.between(
                            run.execution().startDate(), run.execution().stopDate()))
                    .isLessThan(Duration.ofDays(1));
        }
    }

    @Test
    @DisplayName("Row 68: Bedrock is out of reach for hours while throughput is billed")
    void anOutageEndsInTheSweepersOrTheRunsOwnCleanUp() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PROVISIONED)
                .when("AnswerTuned", stack -> {
                    Instant back = stack.now().plus(Duration.ofHours(9));
                    stack.aws()
                            .faults()
                            .add(
                                    call -> call.service().equals("bedrock")
                                            && stack.now().isBefore(back),
                                    Fault.NOT_EXECUTED,
                                    Long.MAX_VALUE);
                })
                .run()) {
            assertThat(run.status().path("status").asText()).isEqualTo("FAILED");
            assertThat(run.message()).contains("What to do: ", "hourly sweeper");
            for (int hour = 0; hour < 9; hour++) {
                run.stack().settle();
            }
            assertThat(CloudWatch.alarms(run.stack())).contains("SweeperActed");
            assertThat(run.stack().aws().meter().stillBilling()).isEmpty();
            assertThat(run.calls(DELETE)).isNotEmpty();
        }
    }
}
