package io.github.bedrockfinetuning.local.aws.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.JobStatusDetails;
import software.amazon.awssdk.services.bedrock.model.ModelCustomizationJobStatus;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

class CustomizationJobsTest {
    private final BedrockFixture at = new BedrockFixture();

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void trainsValidatesAndLeavesAModelWithItsLosses() {
        String arn = at.start("run1");
        assertThat(at.get(arn).status()).isEqualTo(ModelCustomizationJobStatus.IN_PROGRESS);
        assertThat(training(arn)).isEqualTo(JobStatusDetails.NOT_STARTED);

        at.pass(Duration.ofMinutes(30));
        assertThat(training(arn)).isEqualTo(JobStatusDetails.IN_PROGRESS);
        assertThat(at.get(arn).outputModelArn()).isNull();

        at.pass(Duration.ofHours(1));
        var done = at.get("run1");
        assertThat(done.status()).isEqualTo(ModelCustomizationJobStatus.COMPLETED);
        assertThat(done.trainingMetrics().trainingLoss()).isPositive();
        assertThat(done.validationMetrics()).hasSize(1);
        assertThat(done.endTime()).isAfter(done.creationTime());
        var model = at.bedrock.getCustomModel(r -> r.modelIdentifier(done.outputModelArn()));
        assertThat(model.modelName()).isEqualTo("run1");
        assertThat(model.modelStatusAsString()).isEqualTo("Active");
        assertThat(at.bedrock
                        .listTagsForResource(r -> r.resourceARN(done.outputModelArn()))
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("ft:run=run1");
    }

    @Test
    void writesItsMetricsBelowTheOutputPrefix() {
        String arn = at.start("run1");
        at.pass(Duration.ofHours(2));

        String prefix = "jobs/r1/model-customization-job-" + arn.substring(arn.lastIndexOf('/') + 1) + "/";
        assertThat(at.aws.s3().bucket("results").keys())
                .containsExactly(
                        prefix + "training_artifacts/step_wise_training_metrics.csv",
                        prefix + "validation_artifacts/post_fine_tuning_validation/validation/validation_metrics.csv");
        String csv = at.aws
                .s3()
                .get("results", prefix + "training_artifacts/step_wise_training_metrics.csv")
                .orElseThrow()
                .content()
                .text();
        assertThat(csv.lines()).hasSize(3).first().isEqualTo("step_number,epoch_number,training_loss,perplexity");
    }

    @Test
    void letsTwoJobsTrainAndTheThirdWait() {
        List<String> arns = List.of(at.start("a"), at.start("b"), at.start("c"));
        at.pass(Duration.ofMinutes(30));

        assertThat(arns.stream().map(this::training))
                .containsExactly(
                        JobStatusDetails.IN_PROGRESS, JobStatusDetails.IN_PROGRESS, JobStatusDetails.NOT_STARTED);
        at.pass(Duration.ofMinutes(15));
        assertThat(training(arns.get(2))).isEqualTo(JobStatusDetails.IN_PROGRESS);
    }

    @Test
    void givesTheSameJobForTheSameTokenAndRefusesOtherParametersUnderIt() {
        String arn = at.start("run1");

        assertThat(at.start("run1")).isEqualTo(arn);
        assertThatThrownBy(() -> at.bedrock.createModelCustomizationJob(
                        BedrockFixture.job("run1").andThen(r -> r.hyperParameters(Map.of("epochCount", "3")))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("different parameters");
    }

    @Test
    void neverLetsAJobNameBeUsedAgain() {
        at.start("run1");
        at.bedrock.stopModelCustomizationJob(r -> r.jobIdentifier("run1"));
        at.pass(Duration.ofMinutes(5));

        assertThatThrownBy(() -> at.bedrock.createModelCustomizationJob(
                        BedrockFixture.job("run1").andThen(r -> r.clientRequestToken("other"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void refusesAModelNameThatIsTaken() {
        at.train("run1");

        assertThatThrownBy(() -> at.bedrock.createModelCustomizationJob(
                        BedrockFixture.job("run2").andThen(r -> r.customModelName("run1"))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("custom model name");
    }

    @Test
    void refusesMoreJobsThanTheQuota() {
        at.aws.quotas().set(Quotas.SCHEDULED_JOBS, 1);
        at.start("a");

        assertThatThrownBy(() -> at.start("b")).isInstanceOf(ServiceQuotaExceededException.class);
    }

    @Test
    void stopsAndBillsWhatWasTrained() {
        at.start("run1");
        at.pass(Duration.ofMinutes(32));
        at.bedrock.stopModelCustomizationJob(r -> r.jobIdentifier("run1"));
        assertThat(at.get("run1").status()).isEqualTo(ModelCustomizationJobStatus.STOPPING);

        at.pass(Duration.ofMinutes(3));

        assertThat(at.get("run1").status()).isEqualTo(ModelCustomizationJobStatus.STOPPED);
        assertThat(at.get("run1").outputModelArn()).isNull();
        assertThat(at.aws.meter().stillBilling()).isEmpty();
        assertThat(at.aws.meter().billed().get("training").amount()).isPositive();
        assertThatThrownBy(() -> at.bedrock.stopModelCustomizationJob(r -> r.jobIdentifier("run1")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void failsAndBillsNothingWhenTheDataCannotBeRead() {
        at.aws.s3().put("datasets", "staged/r1/train.jsonl", Content.of("{\"prompt\":\"p\",\"completion\":\"c\"}\n"));
        at.start("run1");
        at.pass(Duration.ofMinutes(4));

        assertThat(at.get("run1").status()).isEqualTo(ModelCustomizationJobStatus.FAILED);
        assertThat(at.get("run1").failureMessage()).contains("line 1");
        assertThat(at.get("run1").statusDetails().validationDetails().status()).isEqualTo(JobStatusDetails.FAILED);
        assertThat(at.aws.meter().stillBilling()).isEmpty();
        assertThat(at.aws.meter().billed()).doesNotContainKey("training");
    }

    @Test
    void failsWhenAnObjectIsMissingOrThereAreTooFewRecords() {
        at.bedrock.createModelCustomizationJob(BedrockFixture.job("gone")
                .andThen(r -> r.trainingDataConfig(t -> t.s3Uri("s3://datasets/staged/none.jsonl"))));
        at.aws.s3().put("datasets", "few.jsonl", Content.of(BedrockFixture.records(7)));
        at.bedrock.createModelCustomizationJob(
                BedrockFixture.job("few").andThen(r -> r.trainingDataConfig(t -> t.s3Uri("s3://datasets/few.jsonl"))));
        at.pass(Duration.ofMinutes(4));

        assertThat(at.get("gone").failureMessage()).contains("was not found");
        assertThat(at.get("few").failureMessage()).contains("at least 8");
    }

    @Test
    void failsWhenARehearsalPlansIt() {
        at.aws.bedrock().failures().failNextJob("Encountered an internal error.");
        at.start("run1");
        at.pass(Duration.ofHours(2));

        assertThat(at.get("run1").failureMessage()).isEqualTo("Encountered an internal error.");
    }

    @Test
    void refusesWhatTheModelDoesNotAllow() {
        assertRefused("warmup", r -> r.hyperParameters(Map.of("warmup", "1")));
        assertRefused("between 1 and 5", r -> r.hyperParameters(Map.of("epochCount", "6")));
        assertRefused("an integer", r -> r.hyperParameters(Map.of("epochCount", "1.5")));
        assertRefused("not supported for customization", r -> r.baseModelIdentifier("amazon.nova-micro-v1:0"));
        assertRefused(
                "not supported for customization", r -> r.baseModelIdentifier("meta.llama3-1-8b-instruct-v1:0:128k"));
        assertRefused("CONTINUED_PRE_TRAINING", r -> r.customizationType("CONTINUED_PRE_TRAINING"));
        assertRefused("assume", r -> r.roleArn("arn:aws:iam::999999999999:role/other"));
        assertRefused("customModelName", r -> r.customModelName("a__b"));
        assertRefused("jobName", r -> r.jobName("under_score"));
        assertRefused(
                "trainingDataConfig.s3Uri",
                r -> r.trainingDataConfig(t -> t.s3Uri("s3://datasets/dt=2026/train.jsonl")));
    }

    @Test
    void tellsEventBridgeOfEveryChange() {
        at.start("run1");
        at.pass(Duration.ofHours(2));

        assertThat(at.aws.events().published())
                .filteredOn(e -> e.path("detail-type").asText().equals("Model Customization Job State Change"))
                .extracting(e -> e.path("detail").path("jobStatus").asText())
                .containsExactly("InProgress", "Completed");
        assertThat(at.aws.events().published().get(0).path("detail").has("status"))
                .isFalse();
    }

    @Test
    void listsByNameStatusAndPage() {
        at.start("run1");
        at.start("run2");
        at.start("other");

        assertThat(at.bedrock
                        .listModelCustomizationJobsPaginator(
                                r -> r.nameContains("run").maxResults(1))
                        .modelCustomizationJobSummaries())
                .extracting(job -> job.jobName())
                .containsExactly("run2", "run1");
        assertThat(at.bedrock
                        .listModelCustomizationJobs(r -> r.statusEquals("Completed"))
                        .modelCustomizationJobSummaries())
                .isEmpty();
    }

    @Test
    void knowsNoOtherJob() {
        assertThatThrownBy(() -> at.get("none")).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void billsTokensTimesEpochsForAFinishedJob() {
        at.start("run1");
        assertThat(at.aws.meter().stillBilling()).extracting("kind").containsExactly("training-job");
        at.pass(Duration.ofHours(2));

        // 40 records with an average of 38 or 30 characters have about 340 tokens. The job has two epochs at one dollar
        // per million tokens.
        assertThat(at.aws.meter().billed().get("training").amount().doubleValue())
                .isBetween(0.0005, 0.0010);
        assertThat(at.aws.meter().billed().get("training").complete()).isTrue();
        assertThat(at.aws.meter().stored()).hasSize(1);
        assertThat(at.aws.meter().stillBilling()).isEmpty();
    }

    private JobStatusDetails training(String arn) {
        return at.get(arn).statusDetails().trainingDetails().status();
    }

    private void assertRefused(
            String why,
            java.util.function.Consumer<
                            software.amazon.awssdk.services.bedrock.model.CreateModelCustomizationJobRequest.Builder>
                    change) {
        assertThatThrownBy(() -> at.bedrock.createModelCustomizationJob(
                        BedrockFixture.job("refused").andThen(change)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(why);
    }
}
