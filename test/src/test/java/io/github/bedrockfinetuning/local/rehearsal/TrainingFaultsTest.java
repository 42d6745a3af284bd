package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.bedrock.Durations;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.TransientFailure;
import io.github.bedrockfinetuning.steps.CheckTraining;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.steps.StartServing;
import io.github.bedrockfinetuning.steps.StartTraining;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

/** Tests faults of the fine-tuning job: rows 22 to 39 of docs/FAULTS.md that no other test covers. */
class TrainingFaultsTest {
    private static final String CREATE = "createModelCustomizationJob";

    @Test
    @DisplayName("Row 22: Bedrock is asked for jobs too often")
    void aThrottledRequestIsRepeatedWithTheSameToken() {
        try (StruckRun run =
                StruckRun.of(FaultScenario.PLAIN, "StartTraining.CreateModelCustomizationJob:throttled*5")) {
            run.assertHolds("SUCCEEDED");
            Set<String> tokens = run.attempts("CreateModelCustomizationJob").stream()
                    .map(call -> call.input().path("clientRequestToken").asText())
                    .collect(Collectors.toSet());
            assertThat(tokens).containsExactly(run.execution().name());
            assertThat(run.jobs()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("Row 24: the job was made, and no answer ever came")
    void aJobThatNobodyKnowsOfIsFoundByNameAndStopped() {
        // The training takes longer than the request is retried.
        try (StruckRun run = StruckRun.setup(
                        FaultScenario.PLAIN, "StartTraining.CreateModelCustomizationJob:lost-answer*")
                .before(stack -> stack.aws().bedrock().durations(Durations.DEFAULT))
                .run()) {
            run.assertHolds("FAILED");
            assertThat(run.jobs()).isEqualTo(1);
            assertThat(run.calls("StopModelCustomizationJob")).isNotEmpty();
        }
    }

    @Test
    @DisplayName("Row 25: a job of the run's name is there already, and it is the run's")
    void theRunsOwnJobIsTakenUp() {
        try (Rig rig = new Rig()) {
            rig.prepared(4, "{}");
            rig.call(new StartTraining(rig.platform()), rig.state());
            rig.refusing(CREATE, ConflictException.builder().message("in use").build(), 1);
            ObjectNode again = (ObjectNode) rig.call(new StartTraining(rig.platform()), rig.state());
            assertThat(again.path("status").asText()).isEqualTo("TRAINING");
            assertThat(rig.follow(() -> new CheckTraining(rig.platform()), again, "TRAINING")
                            .path("status")
                            .asText())
                    .isEqualTo("TRAINED");
        }
    }

    @Test
    @DisplayName("Row 27: the account's quota of jobs is never free")
    void aFullQuotaIsWaitedForAndThenNamed() {
        try (Rig rig = new Rig()) {
            rig.prepared(4, "{}");
            rig.refusing(
                    CREATE,
                    ServiceQuotaExceededException.builder().message("full").build(),
                    Integer.MAX_VALUE);
            assertThatThrownBy(() -> rig.follow(() -> new StartTraining(rig.platform()), rig.state(), "QUEUED"))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("7 days")
                    .hasMessageContaining("an account quota has been reached: \"full\"")
                    .hasMessageContaining("Nothing was started");
        }
    }

    @Test
    @DisplayName("Row 28: creating the job, or passing its role, is denied")
    void aMissingPermissionIsNamedAndNotAskedForAgain() {
        try (StruckRun run =
                StruckRun.of(FaultScenario.PLAIN, "StartTraining.CreateModelCustomizationJob:access-denied")) {
            run.assertHolds("FAILED");
            assertThat(run.reason()).contains("CreateModelCustomizationJob", "The permission for the action");
            assertThat(run.attempts("CreateModelCustomizationJob")).hasSize(1);
        }
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .without("FineTuningStartTrainingPolicy/PassCustomizationRole")
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("iam:PassRole");
        }
    }

    @Test
    @DisplayName("Row 29: Bedrock takes the request for invalid")
    void whatBedrockSaysIsQuotedOnOneLine() {
        try (Rig rig = new Rig()) {
            rig.prepared(4, "{}");
            String said = "The model\ncannot be <b>customized</b>\u001b[31m here";
            rig.refusing(CREATE, ValidationException.builder().message(said).build(), 1);
            assertThatThrownBy(() -> rig.call(new StartTraining(rig.platform()), rig.state()))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("The model cannot be <b>customized</b> [31m here");
        }
    }

    @Test
    @DisplayName("Row 30: the service role is too new to be taken on")
    void aRoleThatCannotBeTakenOnYetIsTriedAgain() {
        try (Rig rig = new Rig()) {
            rig.prepared(4, "{}");
            rig.refusing(
                    CREATE,
                    ValidationException.builder()
                            .message("Could not assume provided IAM role")
                            .build(),
                    1);
            assertThatThrownBy(() -> rig.call(new StartTraining(rig.platform()), rig.state()))
                    .isInstanceOf(TransientFailure.class);
            assertThat(rig.call(new StartTraining(rig.platform()), rig.state())
                            .path("status")
                            .asText())
                    .isEqualTo("TRAINING");
        }
    }

    @Test
    @DisplayName("Row 31: looking at the job is throttled for half an hour")
    void throttledLooksLeaveTheJobAlone() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "CheckTraining.GetModelCustomizationJob:throttled*20")) {
            run.assertHolds("SUCCEEDED");
            assertThat(run.jobs()).isEqualTo(1);
            assertThat(run.calls("StopModelCustomizationJob")).isEmpty();
        }
    }

    @Test
    @DisplayName("Row 32: looking at the job is denied for good")
    void aJobThatCannotBeSeenIsStopped() {
        try (StruckRun run =
                StruckRun.of(FaultScenario.PLAIN, "CheckTraining.GetModelCustomizationJob:access-denied")) {
            run.assertHolds("FAILED");
            assertThat(run.reason()).contains("GetModelCustomizationJob", "The permission for the action");
            assertThat(run.calls("StopModelCustomizationJob")).isNotEmpty();
        }
    }

    @Test
    @DisplayName("Row 33: the job fails")
    void aFailedJobIsQuotedNothingIsServedAndTheStagedFilesStay() {
        try (StruckRun run = StruckRun.of(FaultScenario.TRAINING_FAILS)) {
            run.assertHolds("FAILED");
            assertThat(run.reason()).contains("made this job fail");
            assertThat(run.attempts("CreateCustomModelDeployment")).isEmpty();
            assertThat(run.stack().aws().s3().bucket(run.stack().datasets()).keys())
                    .contains("staged/" + run.execution().name() + "/train.jsonl");
        }
    }

    @Test
    @DisplayName("Row 34: somebody stops the job")
    void aJobStoppedFromOutsideIsToldAsSuch() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when(
                        "CheckTraining",
                        stack -> StruckRun.administrator(stack, "us-east-1")
                                .stopModelCustomizationJob(r -> r.jobIdentifier(
                                        stack.executions().get(0).name())))
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("stopped outside");
            assertThat(run.attempts("CreateCustomModelDeployment")).isEmpty();
        }
    }

    @Test
    @DisplayName("Row 35: the job does not end within its time")
    void aJobThatDoesNotEndIsStopped() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .before(stack -> stack.aws().bedrock().durations(Durations.DEFAULT.withQueue(Duration.ofDays(30))))
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("has not ended within 7 days");
            assertThat(run.calls("StopModelCustomizationJob")).isNotEmpty();
        }
    }

    @Test
    @DisplayName("Row 36: stopping the job fails again and again")
    void theSweeperStopsWhatNobodyElseCould() {
        try (StruckRun run = StruckRun.setup(
                        FaultScenario.PLAIN,
                        "CheckTraining.GetModelCustomizationJob:access-denied",
                        "CleanUp.StopModelCustomizationJob:not-executed*")
                .before(stack -> stack.aws().bedrock().durations(Durations.DEFAULT.withQueue(Duration.ofHours(30))))
                .run()) {
            assertThat(run.status().path("status").asText()).isEqualTo("FAILED");
            assertThat(run.message()).contains("hourly sweeper");
            assertThat(run.attempts("StopModelCustomizationJob").size()).isGreaterThan(6);
            assertThat(run.calls("StopModelCustomizationJob").stream()
                            .map(CallRecord::role)
                            .map(run.stack()::stepOf))
                    .contains("Sweep");
            assertThat(run.stack().aws().meter().stillBilling()).isEmpty();
            assertThat(CloudWatch.alarms(run.stack())).contains("SweeperActed", "FailedRuns");
        }
    }

    @Test
    @DisplayName("Row 37: the job is done and its model not visible yet")
    void aModelThatIsNotVisibleYetIsWaitedFor() {
        try (Rig rig = new Rig()) {
            rig.prepared(4, "{}");
            ObjectNode started = (ObjectNode) rig.call(new StartTraining(rig.platform()), rig.state());
            rig.answering(
                    "getModelCustomizationJob",
                    job -> ((GetModelCustomizationJobResponse) job)
                            .toBuilder().outputModelArn(null).build(),
                    100);
            assertThat(rig.follow(() -> new CheckTraining(rig.platform()), started, "TRAINING")
                            .path("status")
                            .asText())
                    .isEqualTo("TRAINED");
            rig.refusing(
                    "createCustomModelDeployment",
                    ResourceNotFoundException.builder().message("no model").build(),
                    1);
            assertThatThrownBy(() -> rig.call(new StartServing(rig.platform()), rig.state()))
                    .isInstanceOf(TransientFailure.class);
            rig.call(new StartServing(rig.platform()), rig.state());
            assertThat(rig.aws.meter().stillBilling()).hasSize(1);
        }
    }

    @Test
    @DisplayName("Row 39: the model's key is taken away")
    void aModelWhoseKeyIsGoneIsTakenDownAndTheKeyNamed() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .without("FineTuningDataModelKey/UseModels")
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("kms:Decrypt", "key");
            assertThat(run.calls("DeleteCustomModelDeployment")).isNotEmpty();
        }
    }
}
