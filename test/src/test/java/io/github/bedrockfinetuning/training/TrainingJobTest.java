package io.github.bedrockfinetuning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.bedrock.Durations;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.TransientFailure;
import io.github.bedrockfinetuning.steps.CheckTraining;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.steps.StartTraining;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrock.model.ModelCustomizationJobStatus;

class TrainingJobTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private ObjectNode start() {
        return (ObjectNode) rig.call(new StartTraining(rig.platform()), rig.state());
    }

    private ObjectNode follow(ObjectNode state) {
        return rig.follow(() -> new CheckTraining(rig.platform()), state, "TRAINING");
    }

    /** Creates a job that occupies a job slot of the account. */
    private void occupy(String name) {
        rig.platform()
                .aws()
                .bedrock()
                .createModelCustomizationJob(r -> r.jobName(name)
                        .customModelName(name)
                        .roleArn("arn:aws:iam::111122223333:role/other")
                        .baseModelIdentifier("amazon.nova-micro-v1:0:128k")
                        .trainingDataConfig(
                                t -> t.s3Uri("s3://datasets/" + rig.run().staged("train.jsonl")))
                        .outputDataConfig(o -> o.s3Uri("s3://results/other/")));
    }

    @Test
    void asksForAJobNamedTaggedAndEncryptedAsTheRunIs() {
        rig.prepared(4, "{\"hyperparameters\":{\"epochCount\":3}}");
        assertThat(start().path("status").asText()).isEqualTo("TRAINING");
        JsonNode request =
                rig.calls("bedrock", "CreateModelCustomizationJob").get(0).input();
        String run = Rig.RUN.value();
        assertThat(request.path("jobName").asText()).isEqualTo(run);
        assertThat(request.path("customModelName").asText()).isEqualTo(run);
        assertThat(request.path("clientRequestToken").asText()).isEqualTo(run);
        assertThat(request.path("customizationType").asText()).isEqualTo("FINE_TUNING");
        assertThat(request.path("customModelKmsKeyId").asText()).startsWith("arn:aws:kms:");
        assertThat(request.path("trainingDataConfig").path("s3Uri").asText())
                .isEqualTo("s3://datasets/staged/" + run + "/train.jsonl");
        assertThat(request.at("/validationDataConfig/validators/0/s3Uri").asText())
                .isEqualTo("s3://datasets/staged/" + run + "/validation.jsonl");
        assertThat(request.at("/outputDataConfig/s3Uri").asText()).isEqualTo("s3://results/jobs/" + run + "/");
        assertThat(request.path("hyperParameters").toString()).isEqualTo("{\"epochCount\":\"3\"}");
        assertThat(request.path("jobTags").toString()).contains("ft:run", run, "ft:stack", "demo-stack");
        assertThat(request.path("customModelTags")).isEqualTo(request.path("jobTags"));
    }

    @Test
    void leavesOutAValidationSetThatTheModelDoesNotUse() {
        rig.environment.put("FT_ALLOW_CROSS_REGION", "true");
        rig.prepared(4, "{\"baseModel\":\"amazon.nova-2-lite-v1:0\"}");
        start();
        JsonNode request =
                rig.calls("bedrock", "CreateModelCustomizationJob").get(0).input();
        assertThat(request.has("validationDataConfig")).isFalse();
        assertThat(request.has("hyperParameters")).isFalse();
    }

    @Test
    void bringsModelAndLossCurveHome() {
        rig.prepared(4, "{}");
        assertThat(follow(start()).path("status").asText()).isEqualTo("TRAINED");
        Trained trained = Trained.of(rig.run()).orElseThrow();
        assertThat(trained.modelArn()).contains(":custom-model/");
        assertThat(trained.losses()).isNotEmpty();
        assertThat(trained.losses()).extracting(LossPoint::training).contains(1.0);
    }

    @Test
    void makesOneJobThoughTheAnswerWasLost() {
        rig.prepared(4, "{}");
        rig.aws.faults().add("step", "CreateModelCustomizationJob", Fault.LOST_ANSWER, 1);
        assertThatThrownBy(this::start).isInstanceOf(TransientFailure.class);
        assertThat(start().path("status").asText()).isEqualTo("TRAINING");
        assertThat(rig.platform()
                        .aws()
                        .bedrock()
                        .listModelCustomizationJobs(r -> {})
                        .modelCustomizationJobSummaries())
                .hasSize(1);
    }

    @Test
    void leavesAJobOfTheSameNameThatIsNotOursAlone() {
        rig.prepared(4, "{}");
        occupy(Rig.RUN.value());
        assertThatThrownBy(this::start)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("did not create")
                .hasMessageContaining("not changed");
        assertThat(rig.calls("bedrock", "StopModelCustomizationJob")).isEmpty();
    }

    @Test
    void queuesVisiblyWhileTheAccountHasNoSlot() {
        rig.prepared(4, "{}");
        occupy("first-other");
        occupy("second-other");
        rig.aws.quotas().set("bedrock", "L-0406044C", "Scheduled customization jobs", 2);
        ObjectNode queued = start();
        assertThat(queued.path("status").asText()).isEqualTo("QUEUED");
        assertThat(queued.path("waitSeconds").asLong()).isEqualTo(600);
        assertThat(queued.path("queuedSince").asText())
                .isEqualTo(rig.clock.now().toString());
        ObjectNode started = rig.follow(() -> new StartTraining(rig.platform()), queued, "QUEUED");
        assertThat(started.path("status").asText()).isEqualTo("TRAINING");
        assertThat(follow(started).path("status").asText()).isEqualTo("TRAINED");
    }

    @Test
    void quotesTheQuotaThatWasUsedUpForAWeek() {
        rig.prepared(4, "{}");
        rig.aws.quotas().set("bedrock", "L-0406044C", "Scheduled customization jobs", 0);
        ObjectNode queued = start();
        assertThatThrownBy(() -> rig.follow(() -> new StartTraining(rig.platform()), queued, "QUEUED"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("did not start the fine-tuning job within 7 days")
                .hasMessageContaining("quota of 0");
    }

    @Test
    void saysWhatBedrockSaysOfAFailedJob() {
        rig.prepared(4, "{}");
        rig.aws.bedrock().failures().failNextJob("Record 7 is too long.");
        ObjectNode started = start();
        assertThatThrownBy(() -> follow(started))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("Record 7 is too long.")
                .hasMessageContaining("upload the dataset again");
    }

    @Test
    void saysSoWhenSomebodyStoppedTheJob() {
        rig.prepared(4, "{}");
        ObjectNode started = start();
        assertThat(new TrainingJob(rig.run()).stop()).isTrue();
        assertThatThrownBy(() -> follow(started))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("stopped outside");
        assertThat(new TrainingJob(rig.run()).stop()).isFalse();
    }

    @Test
    void waitsForDaysInTheQueueAndTellsHowLong() {
        rig.prepared(4, "{}");
        rig.aws.bedrock().durations(Durations.DEFAULT.withQueue(Duration.ofHours(74)));
        assertThat(follow(start()).path("status").asText()).isEqualTo("TRAINED");
        assertThat(rig.object(rig.run().key("progress.json")).path("slow").asBoolean())
                .isTrue();
        assertThat(rig.calls("bedrock", "GetModelCustomizationJob").size()).isLessThan(800);
    }

    @Test
    void givesUpAJobThatNeverEnds() {
        rig.prepared(4, "{}");
        rig.aws.bedrock().durations(Durations.DEFAULT.withQueue(Duration.ofDays(30)));
        ObjectNode started = start();
        assertThatThrownBy(() -> follow(started)).hasMessageContaining("has not ended within 7 days");
        assertThat(new TrainingJob(rig.run()).find().orElseThrow().status())
                .isEqualTo(ModelCustomizationJobStatus.IN_PROGRESS);
    }

    @Test
    void findsNoJobWhereThereIsNone() {
        assertThat(new TrainingJob(
                                new io.github.bedrockfinetuning.run.Run(rig.platform(), RunId.of("a", "b", "c", "d")))
                        .find())
                .isEmpty();
    }
}
