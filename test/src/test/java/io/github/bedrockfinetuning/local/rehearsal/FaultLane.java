package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.run.SdkClients;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
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
 * Runs plans one after the other, each in a separate local simulation. Creating SDK clients takes longer than a
 * complete plan, so the clients are reused and connected to the next simulation.
 */
final class FaultLane {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final Map<String, SdkClients> clients = new HashMap<>();
    private final ClientOverrideConfiguration override;
    /** What the handlers did in earlier plans; null if every handler is run. */
    private final HandlerMemory memory;

    private SdkHttpClient current;
    private Consumer<String> gate = caller -> {};

    FaultLane() {
        this(ClientOverrideConfiguration.builder().build(), null);
    }

    private FaultLane(ClientOverrideConfiguration override, HandlerMemory memory) {
        this.override = override;
        this.memory = memory;
    }

    /** Returns a lane that does not run a handler again if it does the same as in an earlier plan. */
    FaultLane remembering(HandlerMemory handlers) {
        return new FaultLane(override, handlers);
    }

    /** Creates a lane that uses a random client request token for every job. */
    static FaultLane withRandomTokens() {
        Random random = new Random(1);
        return altering(request -> request instanceof CreateModelCustomizationJobRequest job
                ? job.toBuilder()
                        .clientRequestToken("t" + random.nextLong(1, Long.MAX_VALUE))
                        .build()
                : request);
    }

    /** @param change changes each request of the functions */
    static FaultLane altering(UnaryOperator<SdkRequest> change) {
        return altering(change, UnaryOperator.identity());
    }

    /**
     * @param change changes each request of the functions
     * @param answer changes each response
     */
    static FaultLane altering(UnaryOperator<SdkRequest> change, UnaryOperator<SdkResponse> answer) {
        return new FaultLane(
                ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(new ExecutionInterceptor() {
                            @Override
                            public SdkRequest modifyRequest(
                                    Context.ModifyRequest context, ExecutionAttributes attributes) {
                                return change.apply(context.request());
                            }

                            @Override
                            public SdkResponse modifyResponse(
                                    Context.ModifyResponse context, ExecutionAttributes attributes) {
                                return answer.apply(context.response());
                            }
                        })
                        .build(),
                null);
    }

    /**
     * @param gate is called before each request, with the name of the caller and in the caller's thread; it can let
     *     time pass
     */
    void beforeRequests(Consumer<String> gate) {
        this.gate = gate;
    }

    /** Passes the requests of a caller to the local simulation of the current plan. */
    private final class Switch implements SdkHttpClient {
        private final String caller;

        private Switch(String caller) {
            this.caller = caller;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            gate.accept(caller);
            return current.prepareRequest(request);
        }

        @Override
        public void close() {
            // The owner of the local simulation closes it.
        }
    }

    Wiring wiring(String region) {
        if (memory == null) {
            return new Wiring(new KeywordModels(), (aws, role) -> clients(aws, role, region));
        }
        return new Wiring(
                new KeywordModels(),
                (clock, aws, log) -> new RememberedHandlers(
                        memory, clock, aws, function -> clients(aws, function.name(), region), log),
                UnaryOperator.identity());
    }

    /** Returns the clients of a role. The role does not have to belong to a function of the stack. */
    SdkClients clients(LocalAws aws, String role, String region) {
        current = aws.httpClient();
        return clients.computeIfAbsent(
                region + "/" + role,
                absent -> new SdkClients((builder, same) -> {
                    same.region(Region.of(region));
                    same.endpointOverride(NOWHERE);
                    same.putAuthScheme(new QuickSigning());
                    same.credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(role, "rehearsal")));
                    builder.httpClient(new Switch(role));
                    override.executionInterceptors()
                            .forEach(one -> same.overrideConfiguration(same.overrideConfiguration().toBuilder()
                                    .addExecutionInterceptor(one)
                                    .build()));
                    if (builder instanceof S3ClientBuilder s3) {
                        s3.forcePathStyle(true);
                        QuickSigning.ofBuckets(s3, NOWHERE, region);
                    }
                }));
    }
}
