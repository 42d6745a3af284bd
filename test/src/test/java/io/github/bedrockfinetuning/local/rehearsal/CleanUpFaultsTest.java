package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Throttled;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.steps.Sweep;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests faults in the cleanup and in notifications: rows 57 to 63 and 69 of docs/FAULTS.md that no other test covers.
 */
class CleanUpFaultsTest {
    private static final String DELETE = "DeleteCustomModelDeployment";

    @Test
    @DisplayName("Row 57: deleting the deployment fails three times, and behind an abort for good")
    void deletingIsRepeatedAndInTheEndTheSweepersWork() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "StopServing." + DELETE + ":not-executed*3")) {
            run.assertHolds("SUCCEEDED");
            assertThat(CloudWatch.alarms(run.stack())).isEmpty();
        }
        try (StruckRun run = StruckRun.of(
                FaultScenario.ABORTED,
                "StopServing." + DELETE + ":not-executed",
                "CleanUp." + DELETE + ":not-executed*")) {
            assertThat(run.status().path("status").asText()).isEqualTo("ABORTED");
            assertThat(run.message()).contains("the cleanup is not complete", "hourly sweeper");
            assertThat(run.stack().aws().meter().stillBilling()).isEmpty();
            assertThat(CloudWatch.alarms(run.stack())).contains("SweeperActed", "UnfinishedCleanUp");
        }
    }

    @Test
    @DisplayName("Row 58: what is to be deleted is gone when the request comes")
    void whatIsGoneCountsAsDeleted() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "StopServing." + DELETE + ":duplicate")) {
            run.assertHolds("SUCCEEDED");
        }
    }

    @Test
    @DisplayName("Row 59: it was deleted, and the answer lost")
    void aLostAnswerToADeletionIsNoFailure() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "StopServing." + DELETE + ":lost-answer")) {
            run.assertHolds("SUCCEEDED");
        }
    }

    @Test
    @DisplayName("Row 61: nobody can be notified")
    void statusIsWrittenThoughTheTopicTakesNothing() throws IOException {
        try (StruckRun run =
                StruckRun.of(FaultScenario.PLAIN, "Tell.Publish:not-executed*", "CleanUp.Publish:not-executed*")) {
            assertThat(run.status().path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(run.status().path("nextStep").asText()).isNotBlank();
            assertThat(run.attempts("Publish").size()).isGreaterThan(6);
            assertThat(StackQueues.deadLetters(run.stack())).isNotEmpty();
            assertThat(run.stack().aws().meter().stillBilling()).isEmpty();
        }
    }

    @Test
    @DisplayName("Row 63: the execution runs out of time")
    void anExecutionThatRunsOutOfTimeIsCleanedUpBehindAndTold() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .of(whole -> spoilt(whole, "\\\"TimeoutSeconds\\\":1209600", "\\\"TimeoutSeconds\\\":3780"))
                .run()) {
            assertThat(run.execution().status()).isEqualTo(Execution.Status.TIMED_OUT);
            run.assertEnded("TIMED_OUT");
            assertThat(run.jobs()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("Row 69: the sweeper is throttled while it lists")
    void theSweeperRemovesWhatItCouldListAndFailsForTheRest() {
        try (Rig rig = new Rig()) {
            rig.aws.states().createStateMachine(Rig.MACHINE, StateMachine.parse(Json.read("""
                    {"StartAt":"Wait","States":{"Wait":{"Type":"Wait","Seconds":864000,"End":true}}}""")));
            rig.prepared(4, "{}");
            rig.served();
            rig.aws.faults().add("step", "ListProvisionedModelThroughputs", Fault.THROTTLED, Long.MAX_VALUE);
            assertThatThrownBy(() -> rig.call(new Sweep(rig.platform()), Json.object()))
                    .isInstanceOf(Throttled.class);
            assertThat(rig.calls("bedrock", DELETE)).hasSize(1);
            assertThat(rig.aws.meter().stillBilling()).isEmpty();
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode spoilt(Assembly whole, String text, String other) {
        String template = whole.template().toString();
        assertThat(template).contains(text);
        return Json.read(template.replace(text, other));
    }

    /** The status that shows that an endpoint is kept can be written late, after the execution has been stopped. */
    @ParameterizedTest
    @ValueSource(strings = {"Tell.PutObject:late", "Tell.PutObject:lost-answer", "Tell.PutObject:not-executed"})
    void whatAStatusSaysIsKeptIsThere(String fault) {
        try (StruckRun run = StruckRun.of(FaultScenario.KEPT, fault, "Tell:abort")) {
            var kept = run.status().path("billing");
            boolean succeeded = run.status().path("status").asText().equals("SUCCEEDED");
            assertThat(run.execution().status()).isEqualTo(Execution.Status.ABORTED);
            assertThat(kept).hasSize(succeeded ? 1 : 0);
            assertThat(run.stack().aws().meter().stillBilling()).hasSameSizeAs(kept);
            assertThat(succeeded).isEqualTo(!fault.endsWith("not-executed"));
        }
    }
}
