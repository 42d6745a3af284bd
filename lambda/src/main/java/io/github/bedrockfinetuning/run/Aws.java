package io.github.bedrockfinetuning.run;

import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The AWS services that the steps call. */
public interface Aws {
    S3Client s3();

    BedrockClient bedrock();

    BedrockRuntimeClient bedrockRuntime();

    SfnClient stepFunctions();

    SnsClient sns();

    SsmClient ssm();

    ServiceQuotasClient serviceQuotas();

    EventBridgeClient eventBridge();
}
