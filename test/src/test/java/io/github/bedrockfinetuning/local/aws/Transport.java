package io.github.bedrockfinetuning.local.aws;

import java.net.URI;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The ways in which real SDK clients connect to the local simulation. */
public enum Transport {
    DIRECT,
    LOOPBACK;

    public S3Client s3(LocalAws aws) {
        return prepare(aws, "tester", S3Client.builder().forcePathStyle(true)).build();
    }

    public BedrockClient bedrock(LocalAws aws) {
        return prepare(aws, "tester", BedrockClient.builder()).build();
    }

    public BedrockRuntimeClient bedrockRuntime(LocalAws aws) {
        return prepare(aws, "tester", BedrockRuntimeClient.builder()).build();
    }

    public SfnClient stepFunctions(LocalAws aws) {
        return prepare(aws, "tester", SfnClient.builder()).build();
    }

    public SnsClient sns(LocalAws aws) {
        return prepare(aws, "tester", SnsClient.builder()).build();
    }

    public SsmClient ssm(LocalAws aws) {
        return prepare(aws, "tester", SsmClient.builder()).build();
    }

    public ServiceQuotasClient serviceQuotas(LocalAws aws) {
        return prepare(aws, "tester", ServiceQuotasClient.builder()).build();
    }

    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(
            LocalAws aws, String role, B builder) {
        builder.region(Region.US_EAST_1)
                .credentialsProvider(aws.credentials(role))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
        return this == DIRECT
                ? builder.endpointOverride(URI.create("https://local.aws")).httpClient(aws.httpClient())
                : builder.endpointOverride(aws.endpoint()).httpClientBuilder(Apache5HttpClient.builder());
    }
}
