package io.github.bedrockfinetuning.local.aws.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.Transport;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.CreateModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ValidationException;
import software.amazon.awssdk.services.bedrock.model.Validator;

class WesternModelsTest {
    private static final String LLAMA_3_1 = "meta.llama3-1-8b-instruct-v1:0:128k";
    private static final String LLAMA_3_3 = "meta.llama3-3-70b-instruct-v1:0:128k";

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final LocalAws aws =
            new LocalAws(clock, "us-west-2", BedrockFixture.ACCOUNT, ModelFactory.local("us-west-2"));
    private final BedrockClient bedrock = Transport.DIRECT
            .prepare(aws, "tester", BedrockClient.builder())
            .region(Region.US_WEST_2)
            .build();

    @BeforeEach
    void stage() {
        // The account still has access to them.
        aws.bedrock().offer(LLAMA_3_1, Offer::active);
        aws.bedrock().offer(LLAMA_3_3, Offer::active);
        aws.s3().createBucket("datasets", BucketSettings.VERSIONED);
        aws.s3().createBucket("results", BucketSettings.VERSIONED);
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            pairs.append("{\"prompt\":\"Order ").append(i).append(" is ").append(i % 2 == 0 ? "late" : "broken");
            pairs.append("\",\"completion\":\"")
                    .append(i % 2 == 0 ? "delivery" : "refund")
                    .append("\"}\n");
        }
        aws.s3().put("datasets", "pairs.jsonl", Content.of(pairs.toString()));
        aws.s3().put("datasets", "conversations.jsonl", Content.of(BedrockFixture.records(100)));
    }

    @AfterEach
    void close() {
        aws.close();
        clock.close();
    }

    @Test
    void servesLlama31ByThroughputAloneAtItsPriceByTheHour() {
        String model = train("llama31", LLAMA_3_1, "pairs.jsonl");

        assertThatThrownBy(() -> bedrock.createCustomModelDeployment(
                        r -> r.modelDeploymentName("d").modelArn(model)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("On-demand");
        bedrock.createProvisionedModelThroughput(
                r -> r.provisionedModelName("p").modelId("llama31").modelUnits(2));
        clock.sleep(Duration.ofMinutes(25 + 30));
        assertThat(aws.meter().stillBilling().get(0).perHour()).isEqualByComparingTo("48");
        assertThat(aws.meter().billed().get("serving").amount()).isEqualByComparingTo("24");
    }

    @Test
    void putsLlamasValidationMetricsInAnotherPlaceThanNovas() {
        train("llama31", LLAMA_3_1, "pairs.jsonl");

        assertThat(aws.s3().bucket("results").keys())
                .anyMatch(key -> key.matches(
                        "jobs/model-customization-job-[a-z0-9]{12}/validation_artifacts/" + "validation_metrics.csv"));
    }

    @Test
    void servesLlama33OnDemandAlone() {
        String model = train("llama33", LLAMA_3_3, "conversations.jsonl");

        assertThatThrownBy(() -> bedrock.createProvisionedModelThroughput(
                        r -> r.provisionedModelName("p").modelId(model).modelUnits(1)))
                .isInstanceOf(ValidationException.class);
        bedrock.createCustomModelDeployment(r -> r.modelDeploymentName("d").modelArn(model));
    }

    @Test
    void takesNeitherAJobNorThroughputForAModelInLegacyButServesWhatWasTrainedBefore() {
        String model = train("llama31", LLAMA_3_1, "pairs.jsonl");
        String onDemand = train("llama33", LLAMA_3_3, "conversations.jsonl");
        aws.bedrock().offer(LLAMA_3_1, UnaryOperator.identity());
        aws.bedrock().offer(LLAMA_3_3, UnaryOperator.identity());

        assertThatThrownBy(() -> create("again", LLAMA_3_1, "pairs.jsonl"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Legacy");
        assertThatThrownBy(() -> bedrock.createProvisionedModelThroughput(
                        r -> r.provisionedModelName("p").modelId(model).modelUnits(1)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Legacy");
        bedrock.createCustomModelDeployment(r -> r.modelDeploymentName("d").modelArn(onDemand));
    }

    @Test
    void tunesNoModelPastItsEndOfLife() {
        assertThatThrownBy(() -> create("haiku", "anthropic.claude-3-haiku-20240307-v1:0:200k", "pairs.jsonl"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("end-of-life (EOL) date");
    }

    private String train(String name, String base, String key) {
        create(name, base, key);
        clock.sleep(Duration.ofHours(3));
        return bedrock.getModelCustomizationJob(r -> r.jobIdentifier(name)).outputModelArn();
    }

    private CreateModelCustomizationJobResponse create(String name, String base, String key) {
        Validator validator = Validator.builder().s3Uri("s3://datasets/" + key).build();
        return bedrock.createModelCustomizationJob(r -> r.jobName(name)
                .customModelName(name)
                .roleArn("arn:aws:iam::" + BedrockFixture.ACCOUNT + ":role/customization")
                .baseModelIdentifier(base)
                .trainingDataConfig(t -> t.s3Uri("s3://datasets/" + key))
                .validationDataConfig(v -> v.validators(validator))
                .outputDataConfig(o -> o.s3Uri("s3://results/jobs")));
    }
}
