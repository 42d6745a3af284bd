package io.github.bedrockfinetuning.steps;

import io.github.bedrockfinetuning.run.Aws;
import io.github.bedrockfinetuning.run.Platform;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** AWS clients in which a test replaces the S3 client or the Bedrock client. */
public record SubstitutedAws(Aws rest, S3Client s3, BedrockClient bedrock) implements Aws {
    public static Platform in(Platform platform, S3Client s3) {
        return in(platform, s3, platform.aws().bedrock());
    }

    public static Platform in(Platform platform, BedrockClient bedrock) {
        return in(platform, platform.aws().s3(), bedrock);
    }

    public static Platform in(Platform platform, S3Client s3, BedrockClient bedrock) {
        return new Platform(
                platform.environment(),
                new SubstitutedAws(platform.aws(), s3, bedrock),
                platform.clock(),
                platform.sleep());
    }

    @Override
    public BedrockRuntimeClient bedrockRuntime() {
        return rest.bedrockRuntime();
    }

    @Override
    public SfnClient stepFunctions() {
        return rest.stepFunctions();
    }

    @Override
    public SnsClient sns() {
        return rest.sns();
    }

    @Override
    public SsmClient ssm() {
        return rest.ssm();
    }

    @Override
    public ServiceQuotasClient serviceQuotas() {
        return rest.serviceQuotas();
    }

    @Override
    public EventBridgeClient eventBridge() {
        return rest.eventBridge();
    }
}
