package io.github.bedrockfinetuning.local.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.rehearsal.Assembly;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.run.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The same stack in a local AWS, in virtual time, with a user who may do everything. */
public final class Twin {
    /** The user of the local account. */
    public static final String USER = "user";

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private Twin() {}

    /** Deploys a template and tries the experiments on it; nothing of it costs anything or waits in real time. */
    static Recording record(
            JsonNode template, String region, Function<Map<String, String>, Map<String, String>> environment) {
        try (DeployedStack stack =
                DeployedStack.deploy(new Assembly(template, Map.of()), region, List.of(), Listener.NONE)) {
            Map<String, String> outputs = new HashMap<>();
            template.path("Outputs").fieldNames().forEachRemaining(name -> outputs.put(name, stack.output(name)));
            Account account = account(stack, "FineTuning", region, environment.apply(outputs));
            Journal journal = new Journal(Optional.empty());
            return new Proof(account, journal, BigDecimal.valueOf(1_000_000), Agreeable.SILENT)
                    .run()
                    .recording();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A local account with a deployed stack. */
    public static Account account(DeployedStack stack, String name, String region, Map<String, String> environment) {
        Recorder recorder = new Recorder();
        AccountClients clients = clients(stack, region).heardBy(recorder);
        Platform platform =
                new Platform(environment, clients.aws(), stack.clock().clock(), stack.clock()::sleep);
        return new Account(name, platform, clients.cloudFormation(), clients.cloudTrail(), recorder);
    }

    /** The user's clients, without sockets; a call that fails is repeated at once. */
    public static AccountClients clients(DeployedStack stack, String region) {
        return new AccountClients((builder, same) -> {
            AccountClients.configure(same);
            same.region(Region.of(region));
            same.endpointOverride(NOWHERE);
            same.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, "none")));
            same.overrideConfiguration(same.overrideConfiguration().toBuilder()
                    .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .backoffStrategy(BackoffStrategy.retryImmediately())
                            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                            .build())
                    .build());
            builder.httpClient(stack.aws().httpClient());
            if (same instanceof S3ClientBuilder s3) {
                s3.forcePathStyle(true);
            }
        });
    }
}
