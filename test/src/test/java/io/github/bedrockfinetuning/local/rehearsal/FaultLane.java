package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.run.SdkClients;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.model.CreateModelCustomizationJobRequest;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Where one plan after the other runs, each in a local AWS of its own: making the SDK's clients costs more than a whole
 * plan, so they stay and are pointed at the next one.
 */
final class FaultLane {
    private final Map<String, SdkClients> clients = new HashMap<>();
    private final Switch http = new Switch();
    private final ClientOverrideConfiguration override;

    FaultLane() {
        this(ClientOverrideConfiguration.builder().build());
    }

    private FaultLane(ClientOverrideConfiguration override) {
        this.override = override;
    }

    /** Every job is asked for with a request token of its own. */
    static FaultLane withRandomTokens() {
        Random random = new Random(1);
        return new FaultLane(ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                        return context.request() instanceof CreateModelCustomizationJobRequest job
                                ? job.toBuilder()
                                        .clientRequestToken("t" + random.nextLong(1, Long.MAX_VALUE))
                                        .build()
                                : context.request();
                    }
                })
                .build());
    }

    private static final class Switch implements SdkHttpClient {
        private SdkHttpClient current;

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return current.prepareRequest(request);
        }

        @Override
        public void close() {
            // The local AWS is closed by whoever made it.
        }
    }

    Wiring wiring(String region) {
        return new Wiring(new KeywordModels(), (aws, role) -> clients(aws, role, region));
    }

    private SdkClients clients(LocalAws aws, String role, String region) {
        http.current = aws.httpClient();
        return clients.computeIfAbsent(
                region + "/" + role,
                absent -> new SdkClients((builder, same) -> {
                    same.region(Region.of(region));
                    same.endpointOverride(URI.create("http://127.0.0.1:1"));
                    same.credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(role, "rehearsal")));
                    builder.httpClient(http);
                    override.executionInterceptors()
                            .forEach(one -> same.overrideConfiguration(same.overrideConfiguration().toBuilder()
                                    .addExecutionInterceptor(one)
                                    .build()));
                    if (builder instanceof S3ClientBuilder s3) {
                        s3.forcePathStyle(true);
                    }
                }));
    }
}
