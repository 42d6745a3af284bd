package io.github.bedrockfinetuning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.TransientFailure;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.steps.SubstitutedAws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobRequest;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.JobStatusDetails;
import software.amazon.awssdk.services.bedrock.model.ModelCustomizationJobStatus;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ValidatorMetric;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class TrainingProgressTest {
    private static final String JOB = "arn:aws:bedrock:us-east-1:111122223333:model-customization-job/x/abcdefghijkl";
    private static final String MODEL = "arn:aws:bedrock:us-east-1:111122223333:custom-model/x/abcdefghijkl";
    private static final Duration DAY = Duration.ofDays(1);

    private final Rig rig = new Rig();
    private final Run run = new Run(SubstitutedAws.in(rig.platform(), new ShownJob()), Rig.RUN);
    private final Instant started = rig.clock.now();
    private GetModelCustomizationJobResponse shown;

    @AfterEach
    void close() {
        rig.close();
    }

    /** A Bedrock client that returns one job or no job. */
    private final class ShownJob implements BedrockClient {
        @Override
        public GetModelCustomizationJobResponse getModelCustomizationJob(GetModelCustomizationJobRequest request) {
            if (shown == null) {
                throw ResourceNotFoundException.builder().message("no such job").build();
            }
            return shown;
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

    private void show(ModelCustomizationJobStatus status, Consumer<GetModelCustomizationJobResponse.Builder> more) {
        GetModelCustomizationJobResponse.Builder job = GetModelCustomizationJobResponse.builder()
                .jobArn(JOB)
                .status(status)
                .creationTime(started)
                .lastModifiedTime(started.plusSeconds(60));
        more.accept(job);
        shown = job.build();
    }

    private void show(ModelCustomizationJobStatus status) {
        show(status, job -> {});
    }

    private TrainingProgress.Look look() {
        return new TrainingProgress(run).look();
    }

    private TrainingProgress.Look lookAfter(Duration age) {
        rig.clock.sleep(age);
        return look();
    }

    @Test
    void looksAgainForAJobThatBedrockDoesNotShowYet() {
        assertThatThrownBy(this::look)
                .isInstanceOf(TransientFailure.class)
                .hasMessage("Bedrock does not list the job " + Rig.RUN + " yet.");
    }

    @Test
    void tellsTheJobsStatusBeforeItHasDetails() {
        show(ModelCustomizationJobStatus.IN_PROGRESS);
        assertThat(look()).isEqualTo(new TrainingProgress.Look(false, Duration.ofMinutes(2), "InProgress"));
        show(ModelCustomizationJobStatus.IN_PROGRESS, job -> job.statusDetails(details -> {}));
        assertThat(look().detail()).isEqualTo("InProgress");
    }

    @Test
    void tellsHowFarTrainingIsOnceThereAreDetails() {
        show(
                ModelCustomizationJobStatus.IN_PROGRESS,
                job -> job.statusDetails(details -> details.trainingDetails(t -> t.status(JobStatusDetails.STOPPING))));
        assertThat(look().detail()).isEqualTo("InProgress, training Stopping");
        JsonNode progress = rig.object(run.key("progress.json"));
        assertThat(progress.path("detail").asText()).isEqualTo("InProgress, training Stopping");
        assertThat(progress.path("job").asText()).isEqualTo(JOB);
        assertThat(progress.path("since").asText()).isEqualTo(started.toString());
        assertThat(progress.path("slow").asBoolean()).isFalse();
    }

    @Test
    void callsAJobSlowOnlyAfterMoreThanADay() {
        show(ModelCustomizationJobStatus.IN_PROGRESS);
        assertThat(lookAfter(DAY).detail()).isEqualTo("InProgress");
        assertThat(rig.object(run.key("progress.json")).path("slow").asBoolean())
                .isFalse();
        assertThat(lookAfter(Duration.ofMillis(1)).detail()).isEqualTo("InProgress, for more than a day");
        assertThat(rig.object(run.key("progress.json")).path("slow").asBoolean())
                .isTrue();
    }

    @Test
    void givesAJobSevenWholeDays() {
        show(ModelCustomizationJobStatus.STOPPING);
        assertThat(lookAfter(Duration.ofDays(7)).trained()).isFalse();
        assertThatThrownBy(() -> lookAfter(Duration.ofMillis(1)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(JOB + " has not ended within 7 days (Stopping)")
                .hasMessageContaining("Upload the dataset again");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 2", "PT1H59M59S, 2", "PT2H, 10", "PT23H59M59S, 10", "PT24H, 30", "P6D, 30"})
    void looksMoreRarelyAtAnOlderJob(Duration age, int minutes) {
        assertThat(TrainingJob.nextLook(age)).hasMinutes(minutes);
        show(ModelCustomizationJobStatus.IN_PROGRESS);
        assertThat(lookAfter(age).next()).hasMinutes(minutes);
    }

    @Test
    void waitsForTheModelOfACompletedJob() {
        show(ModelCustomizationJobStatus.COMPLETED);
        assertThat(look())
                .isEqualTo(new TrainingProgress.Look(
                        false, Duration.ofMinutes(2), "Completed, but the model is not available yet"));
        assertThat(Trained.of(run)).isEmpty();
    }

    @Test
    void keepsWhatACompletedJobLeft() {
        Instant end = started.plus(Duration.ofHours(1));
        show(
                ModelCustomizationJobStatus.COMPLETED,
                job -> job.outputModelArn(MODEL)
                        .endTime(end)
                        .trainingMetrics(metrics -> metrics.trainingLoss(0.25f))
                        .validationMetrics(
                                ValidatorMetric.builder().validationLoss(0.5f).build(),
                                ValidatorMetric.builder().build()));
        assertThat(look()).isEqualTo(new TrainingProgress.Look(true, Duration.ZERO, "Completed"));
        Trained trained = Trained.of(run).orElseThrow();
        assertThat(trained.jobArn()).isEqualTo(JOB);
        assertThat(trained.modelArn()).isEqualTo(MODEL);
        assertThat(trained.startedAt()).isEqualTo(started);
        assertThat(trained.endedAt()).isEqualTo(end);
        assertThat(trained.trainingLoss()).isEqualTo(0.25);
        assertThat(trained.validationLosses()).containsExactly(0.5, null);
        assertThat(trained.losses()).isEmpty();
    }

    @Test
    void takesAModelWithoutMetricsAsTrained() {
        show(ModelCustomizationJobStatus.COMPLETED, job -> job.outputModelArn(MODEL));
        assertThat(look().trained()).isTrue();
        Trained trained = Trained.of(run).orElseThrow();
        assertThat(trained.endedAt()).isEqualTo(started.plusSeconds(60));
        assertThat(trained.trainingLoss()).isNull();
        assertThat(trained.validationLosses()).isEmpty();
        show(
                ModelCustomizationJobStatus.COMPLETED,
                job -> job.outputModelArn(MODEL).trainingMetrics(metrics -> {}));
        assertThat(look().trained()).isTrue();
        assertThat(Trained.of(run).orElseThrow().trainingLoss()).isNull();
    }

    /** Returns the run of a completed job whose loss curve cannot be read from S3. */
    private Run withoutCurve(int statusCode) {
        byte[] curve = "step_number,training_loss\n1,2\n".getBytes(StandardCharsets.UTF_8);
        run.store().put(Rig.RESULTS, run.job() + "a/step_wise_training_metrics.csv", curve, "text/csv");
        show(ModelCustomizationJobStatus.COMPLETED, job -> job.outputModelArn(MODEL));
        S3Client refusing = new DelegatingS3Client(rig.s3()) {
            @Override
            public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
                throw S3Exception.builder()
                        .statusCode(statusCode)
                        .message("refused")
                        .build();
            }
        };
        return new Run(SubstitutedAws.in(rig.platform(), refusing, new ShownJob()), Rig.RUN);
    }

    @Test
    void doesWithoutALossCurveThatItMayNotRead() {
        assertThat(new TrainingProgress(withoutCurve(403)).look().trained()).isTrue();
        assertThat(Trained.of(run).orElseThrow().losses()).isEmpty();
    }

    @Test
    void looksAgainWhenReadingTheLossCurveMeetsAPassingFault() {
        TrainingProgress progress = new TrainingProgress(withoutCurve(500));
        assertThatThrownBy(progress::look).isInstanceOf(S3Exception.class);
        assertThat(Trained.of(run)).isEmpty();
    }

    @Test
    void saysWhatAFailedJobCostsAndWhatToDo() {
        show(ModelCustomizationJobStatus.FAILED, job -> job.failureMessage("Record 7\nis too long."));
        assertThatThrownBy(this::look)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("\"Record 7 is too long.\" (job " + JOB + ")")
                .hasMessageContaining("not billed");
    }
}
