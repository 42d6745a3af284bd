package io.github.bedrockfinetuning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.TransientFailure;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.steps.SubstitutedAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.CreateModelCustomizationJobRequest;
import software.amazon.awssdk.services.bedrock.model.CreateModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobRequest;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ModelCustomizationJobStatus;
import software.amazon.awssdk.services.bedrock.model.StopModelCustomizationJobRequest;
import software.amazon.awssdk.services.bedrock.model.StopModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

/** Tests the request for the job of a run, and which existing jobs the run accepts as its own. */
class TrainingRequestTest {
    private final Rig rig = new Rig();
    private final List<String> stopped = new ArrayList<>();
    private RuntimeException refusal;
    private GetModelCustomizationJobResponse shown;

    @AfterEach
    void close() {
        rig.close();
    }

    /** A Bedrock client that rejects requests and returns one job. */
    private final class RefusingBedrock implements BedrockClient {
        @Override
        public CreateModelCustomizationJobResponse createModelCustomizationJob(
                CreateModelCustomizationJobRequest request) {
            throw refusal;
        }

        @Override
        public GetModelCustomizationJobResponse getModelCustomizationJob(GetModelCustomizationJobRequest request) {
            return shown;
        }

        @Override
        public StopModelCustomizationJobResponse stopModelCustomizationJob(StopModelCustomizationJobRequest request) {
            stopped.add(request.jobIdentifier());
            if (refusal != null) {
                throw refusal;
            }
            return StopModelCustomizationJobResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private TrainingJob job() {
        return new TrainingJob(new Run(SubstitutedAws.in(rig.platform(), new RefusingBedrock()), Rig.RUN));
    }

    private void show(ModelCustomizationJobStatus status, String token) {
        shown = GetModelCustomizationJobResponse.builder()
                .jobArn("arn:job")
                .status(status)
                .clientRequestToken(token)
                .build();
    }

    /** Returns a job with the name of the run, without a token. */
    private void showWithoutToken(String output) {
        shown = GetModelCustomizationJobResponse.builder()
                .jobArn("arn:job")
                .status(ModelCustomizationJobStatus.IN_PROGRESS)
                .outputDataConfig(o -> o.s3Uri(output))
                .build();
    }

    private void showOurs(ModelCustomizationJobStatus status) {
        show(status, Rig.RUN.value());
    }

    private JsonNode asked(RunRecord record) {
        new TrainingJob(rig.run()).start(record);
        return rig.calls("bedrock", "CreateModelCustomizationJob").get(0).input();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 10", "PT5H59M59S, 10", "PT6H, 30", "P6D, 30"})
    void asksMoreRarelyForASlotOnceTheQueueIsLong(Duration waited, int minutes) {
        assertThat(TrainingJob.slotWait(waited)).hasMinutes(minutes);
    }

    @Test
    void runsTheJobInTheStacksNetwork() {
        rig.environment.put("JOB_SUBNETS", "subnet-1,subnet-2");
        rig.environment.put("JOB_SECURITY_GROUPS", "sg-1,sg-2");
        JsonNode network = asked(rig.prepared(4, "{}")).path("vpcConfig");
        assertThat(network.path("subnetIds").toString()).isEqualTo("[\"subnet-1\",\"subnet-2\"]");
        assertThat(network.path("securityGroupIds").toString()).isEqualTo("[\"sg-1\",\"sg-2\"]");
    }

    @Test
    void namesNoNetworkWhereTheStackHasNone() {
        assertThat(asked(rig.prepared(4, "{}")).has("vpcConfig")).isFalse();
    }

    @Test
    void leavesHyperparametersToBedrockUnlessTheyAreNamed() {
        assertThat(asked(rig.prepared(4, "{}")).has("hyperParameters")).isFalse();
    }

    @Test
    void namesNoValidationFileWhereThereAreNoRecordsForOne() {
        RunRecord record = rig.prepared(4, "{}");
        assertThat(asked(withCounts(record, Map.of("train", 100L, "validation", 0L)))
                        .has("validationDataConfig"))
                .isFalse();
    }

    @Test
    void namesTheValidationFileFromOneRecordOn() {
        RunRecord record = rig.prepared(4, "{}");
        assertThat(asked(withCounts(record, Map.of("train", 100L, "validation", 1L)))
                        .has("validationDataConfig"))
                .isTrue();
    }

    private static RunRecord withCounts(RunRecord record, Map<String, Long> counts) {
        return new RunRecord(
                record.runId(),
                record.provenance(),
                record.settings(),
                record.servingMode(),
                new RunRecord.Questions(counts, record.maxTokens(), record.asked()),
                record.pace(),
                record.decision(),
                record.promoted());
    }

    @Test
    void goesOnWithItsOwnJobAlthoughTheStackWasChangedSince() {
        RunRecord record = rig.prepared(4, "{}");
        assertThat(new TrainingJob(rig.run()).start(record)).isEmpty();
        rig.environment.put(
                "MODEL_KEY_ARN", "arn:aws:kms:us-east-1:111122223333:key/99999999-2222-3333-4444-555555555555");
        assertThat(new TrainingJob(rig.run()).start(record)).isEmpty();
        assertThat(rig.calls("bedrock", "CreateModelCustomizationJob")).hasSize(2);
        assertThat(new TrainingJob(rig.run()).going()).isTrue();
    }

    @Test
    void waitsUntilBedrockCanTakeOnTheServiceRole() {
        RunRecord record = rig.prepared(4, "{}");
        refusal = ValidationException.builder()
                .message("Could not assume provided IAM role")
                .build();
        assertThatThrownBy(() -> job().start(record))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("cannot assume the service role yet")
                .hasMessageContaining("Could not assume provided IAM role");
    }

    @Test
    void doesNotAskAgainForWhatBedrockFindsInvalid() {
        RunRecord record = rig.prepared(4, "{}");
        refusal =
                ValidationException.builder().message("epochCount is too high").build();
        assertThatThrownBy(() -> job().start(record)).isSameAs(refusal);
    }

    @Test
    void namesTheRunAndTheRefusalWhereAnotherJobHasItsName() {
        RunRecord record = rig.prepared(4, "{}");
        refusal = ConflictException.builder().message("in use").build();
        show(ModelCustomizationJobStatus.IN_PROGRESS, "another's");
        assertThatThrownBy(() -> job().start(record))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("named " + Rig.RUN + " that this run did not create: in use")
                .hasMessageContaining("Upload the dataset again");
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelCustomizationJobStatus.class,
            names = {"COMPLETED", "FAILED", "STOPPED"})
    void hasNothingToStopOnceTheJobHasEnded(ModelCustomizationJobStatus status) {
        showOurs(status);
        assertThat(job().going()).isFalse();
        assertThat(job().stop()).isFalse();
        assertThat(stopped).isEmpty();
    }

    @Test
    void waitsForAJobThatIsStoppingWithoutAskingAgain() {
        showOurs(ModelCustomizationJobStatus.STOPPING);
        assertThat(job().going()).isTrue();
        assertThat(job().stop()).isTrue();
        assertThat(stopped).isEmpty();
    }

    @Test
    void stopsItsJobByArn() {
        showOurs(ModelCustomizationJobStatus.IN_PROGRESS);
        assertThat(job().stop()).isTrue();
        assertThat(stopped).containsExactly("arn:job");
    }

    @Test
    void looksAgainAtAJobThatEndedWhileItWasBeingStopped() {
        showOurs(ModelCustomizationJobStatus.IN_PROGRESS);
        refusal = ConflictException.builder().message("cannot be stopped").build();
        assertThat(job().stop()).isTrue();
    }

    @Test
    void neitherStopsNorWaitsForAJobThatAnotherMade() {
        show(ModelCustomizationJobStatus.IN_PROGRESS, null);
        assertThat(job().going()).isFalse();
        assertThat(job().stop()).isFalse();
        assertThat(stopped).isEmpty();
    }

    @Test
    void knowsItsJobByItsOutputWhereBedrockDoesNotTellTheToken() {
        String results = "s3://" + rig.run().store().results() + "/";
        showWithoutToken(results + rig.run().job());
        assertThat(job().going()).isTrue();
        assertThat(job().stop()).isTrue();
        assertThat(stopped).hasSize(1);
        showWithoutToken(results + "theirs/");
        assertThat(job().going()).isFalse();
        assertThat(job().stop()).isFalse();
        assertThat(stopped).hasSize(1);
    }
}
