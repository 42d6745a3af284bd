package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.Transport;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.CreateModelCustomizationJobRequest;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.bedrock.model.Validator;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A simulated account in us-east-1 with staged training data. */
final class BedrockFixture implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String NOVA_MICRO = "amazon.nova-micro-v1:0:128k";

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T08:00:00Z"));
    final LocalAws aws = new LocalAws(clock, "us-east-1", ACCOUNT, ModelFactory.local("us-east-1"));
    final BedrockClient bedrock = Transport.DIRECT.bedrock(aws);
    final BedrockRuntimeClient runtime = Transport.DIRECT.bedrockRuntime(aws);

    BedrockFixture() {
        aws.s3().createBucket("datasets", BucketSettings.VERSIONED);
        aws.s3().createBucket("results", BucketSettings.VERSIONED);
        aws.s3().put("datasets", "staged/r1/train.jsonl", Content.of(records(40)));
        aws.s3().put("datasets", "staged/r1/validation.jsonl", Content.of(records(8)));
    }

    static String records(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String label = i % 2 == 0 ? "refund" : "delivery";
            String text = i % 2 == 0 ? "I want my money back for order " + i : "Where is parcel " + i + " now";
            lines.append("""
                    {"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"%s"}]},\
                    {"role":"assistant","content":[{"text":"%s"}]}]}
                    """.formatted(text, label));
        }
        return lines.toString();
    }

    static Consumer<CreateModelCustomizationJobRequest.Builder> job(String name) {
        return r -> r.jobName(name)
                .customModelName(name)
                .clientRequestToken(name)
                .roleArn("arn:aws:iam::" + ACCOUNT + ":role/customization")
                .baseModelIdentifier(NOVA_MICRO)
                .customizationType("FINE_TUNING")
                .hyperParameters(Map.of("epochCount", "2"))
                .trainingDataConfig(t -> t.s3Uri("s3://datasets/staged/r1/train.jsonl"))
                .validationDataConfig(v -> v.validators(Validator.builder()
                        .s3Uri("s3://datasets/staged/r1/validation.jsonl")
                        .build()))
                .outputDataConfig(o -> o.s3Uri("s3://results/jobs/r1/"))
                .jobTags(tag("ft:run", name))
                .customModelTags(tag("ft:run", name));
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    String start(String name) {
        return bedrock.createModelCustomizationJob(job(name)).jobArn();
    }

    GetModelCustomizationJobResponse get(String job) {
        return bedrock.getModelCustomizationJob(r -> r.jobIdentifier(job));
    }

    /** Returns the ARN of a trained model. */
    String train(String name) {
        start(name);
        pass(Duration.ofHours(2));
        return get(name).outputModelArn();
    }

    String deploy(String name, String modelArn) {
        return bedrock.createCustomModelDeployment(
                        r -> r.modelDeploymentName(name).modelArn(modelArn).clientRequestToken(name))
                .customModelDeploymentArn();
    }

    String provision(String name, String model) {
        return bedrock.createProvisionedModelThroughput(r -> r.provisionedModelName(name)
                        .modelId(model)
                        .modelUnits(1)
                        .clientRequestToken(name))
                .provisionedModelArn();
    }

    void pass(Duration duration) {
        clock.sleep(duration);
    }

    @Override
    public void close() {
        aws.close();
        clock.close();
    }
}
