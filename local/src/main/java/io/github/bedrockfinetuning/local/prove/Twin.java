package io.github.bedrockfinetuning.local.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor.Identity;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.prove.experiments.CleanUpJournal;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.prove.record.Recorder;
import io.github.bedrockfinetuning.local.prove.record.Recording;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.run.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A local simulation of the stack in virtual time. Its user has all permissions. */
public final class Twin implements AutoCloseable {
    /** The name of the user in the simulated account. */
    public static final String USER = "user";

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private static final BigDecimal PLENTY = BigDecimal.valueOf(1_000_000);

    private final DeployedStack stack;
    private final Account account;

    private Twin(DeployedStack stack, Account account) {
        this.stack = stack;
        this.account = account;
    }

    /**
     * Deploys a workflow from a template to the local simulation.
     *
     * @param environment maps the descriptor of the simulated workflow to the environment variables of the steps
     * @throws IllegalArgumentException if the workflow contains resources that cannot be simulated
     */
    public static Twin of(
            JsonNode template, Identity workflow, Function<WorkflowDescriptor, Map<String, String>> environment) {
        try {
            DeployedStack stack = DeployedStack.deploy(template, workflow);
            return new Twin(
                    stack, account(stack, workflow.stack(), workflow.region(), environment.apply(stack.descriptor())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs experiments without cost and in virtual time. */
    Recording record(Set<Question> questions) {
        return new Proof(questions, account, new CleanUpJournal(Optional.empty()), PLENTY, (question, most) -> true)
                .run()
                .recording();
    }

    @Override
    public void close() {
        stack.close();
    }

    /** Returns a simulated account with a deployed stack. */
    public static Account account(DeployedStack stack, String name, String region, Map<String, String> environment) {
        Recorder recorder = new Recorder();
        AccountClients clients = clients(stack, region).heardBy(recorder);
        Platform platform =
                new Platform(environment, clients.aws(), stack.clock().clock(), stack.clock()::sleep);
        return new Account(name, platform, clients.cloudFormation(), clients.cloudTrail(), recorder);
    }

    /** Returns the clients for the user. They use no sockets and retry failed requests without delay. */
    public static AccountClients clients(DeployedStack stack, String region) {
        return new AccountClients((builder, same) -> {
            AccountClients.configure(same);
            same.region(Region.of(region));
            same.endpointOverride(NOWHERE);
            same.credentialsProvider(stack.aws().credentials(USER));
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
