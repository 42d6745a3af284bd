package io.github.bedrockfinetuning.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Provides the SDK clients, each of which is created at first use. The SDK does not retry: the steps' own pacing and
 * the workflow's Retry fields determine when to send a request again.
 */
public final class SdkClients implements Aws {
    /**
     * A customization that is applied to every client builder before the client is built, such as the endpoint,
     * credentials, and HTTP client of a rehearsal.
     */
    @FunctionalInterface
    public interface Customization {
        void apply(AwsSyncClientBuilder<?, ?> builder, AwsClientBuilder<?, ?> same);
    }

    /** The timeout for a model's answer. */
    public static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

    private final Customization customization;
    private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

    public SdkClients() {
        this(SdkClients::patience);
    }

    public SdkClients(Customization customization) {
        this.customization = customization;
    }

    /** Increases the timeout for models, which can take longer to answer than the HTTP client's default timeout. */
    private static void patience(AwsSyncClientBuilder<?, ?> builder, AwsClientBuilder<?, ?> same) {
        if (same instanceof BedrockRuntimeClientBuilder) {
            builder.httpClientBuilder(Apache5HttpClient.builder().socketTimeout(LONGEST_ANSWER));
        }
    }

    @Override
    public S3Client s3() {
        return client(S3Client.class, () -> prepare(S3Client.builder()).build());
    }

    @Override
    public BedrockClient bedrock() {
        return client(
                BedrockClient.class, () -> prepare(BedrockClient.builder()).build());
    }

    @Override
    public BedrockRuntimeClient bedrockRuntime() {
        return client(
                BedrockRuntimeClient.class,
                () -> prepare(BedrockRuntimeClient.builder()).build());
    }

    @Override
    public SfnClient stepFunctions() {
        return client(SfnClient.class, () -> prepare(SfnClient.builder()).build());
    }

    @Override
    public SnsClient sns() {
        return client(SnsClient.class, () -> prepare(SnsClient.builder()).build());
    }

    @Override
    public SsmClient ssm() {
        return client(SsmClient.class, () -> prepare(SsmClient.builder()).build());
    }

    @Override
    public ServiceQuotasClient serviceQuotas() {
        return client(
                ServiceQuotasClient.class,
                () -> prepare(ServiceQuotasClient.builder()).build());
    }

    @Override
    public EventBridgeClient eventBridge() {
        return client(
                EventBridgeClient.class,
                () -> prepare(EventBridgeClient.builder()).build());
    }

    private <C> C client(Class<C> type, java.util.function.Supplier<C> make) {
        return type.cast(clients.computeIfAbsent(type, t -> make.get()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(B builder) {
        builder.overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
        customization.apply(builder, builder);
        return builder;
    }
}
