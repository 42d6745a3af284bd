package io.github.bedrockfinetuning.local.account;

import io.github.bedrockfinetuning.run.Aws;
import io.github.bedrockfinetuning.run.SdkClients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Provides clients for one account and Region. Each client is created when it is first used. */
public final class AccountClients {
    private final SdkClients.Customization customization;
    private final SdkClients steps;
    private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

    /** Creates clients with the default credentials and Region providers of the SDK. */
    public AccountClients() {
        this((builder, same) -> configure(same));
    }

    /** @param customization changes the builder of every client */
    public AccountClients(SdkClients.Customization customization) {
        this.customization = customization;
        this.steps = new SdkClients(customization);
    }

    /** Configures the SDK's default retries for the clients that commands use. The steps have their own retries. */
    public static void configure(AwsClientBuilder<?, ?> builder) {
        builder.overrideConfiguration(o -> o.addExecutionInterceptor(new RefusalInterceptor()));
    }

    /** Returns the same clients with an additional interceptor. */
    public AccountClients heardBy(ExecutionInterceptor listener) {
        return new AccountClients((builder, same) -> {
            customization.apply(builder, same);
            same.overrideConfiguration(same.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(listener)
                    .build());
        });
    }

    /** Returns the clients of the services that the steps use. */
    public Aws aws() {
        return steps;
    }

    /**
     * Returns the Region of the clients.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no Region is configured
     */
    public String region() {
        return sts().serviceClientConfiguration().region().id();
    }

    public StsClient sts() {
        return client(StsClient.class, () -> prepare(StsClient.builder()).build());
    }

    public CloudFormationClient cloudFormation() {
        return client(
                CloudFormationClient.class,
                () -> prepare(CloudFormationClient.builder()).build());
    }

    public CloudTrailClient cloudTrail() {
        return client(
                CloudTrailClient.class,
                () -> prepare(CloudTrailClient.builder()).build());
    }

    public LambdaClient lambda() {
        return client(LambdaClient.class, () -> prepare(LambdaClient.builder()).build());
    }

    public CloudWatchLogsClient logs() {
        return client(
                CloudWatchLogsClient.class,
                () -> prepare(CloudWatchLogsClient.builder()).build());
    }

    public SqsClient sqs() {
        return client(SqsClient.class, () -> prepare(SqsClient.builder()).build());
    }

    public KmsClient kms() {
        return client(KmsClient.class, () -> prepare(KmsClient.builder()).build());
    }

    private <C> C client(Class<C> type, Supplier<C> make) {
        return type.cast(clients.computeIfAbsent(type, absent -> make.get()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(B builder) {
        customization.apply(builder, builder);
        return builder;
    }
}
