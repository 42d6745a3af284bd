package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.account.SignIn;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Recorder;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Platform;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;

/**
 * Connects to the user's account and Region, which the default provider chains of the AWS SDK
 * determine.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">Credential providers</a>
 */
public final class AccountConnection implements Connection {
    private final AccountClients clients;
    private final Runnable signIn;
    private final Clock clock;
    private final Platform.Sleep sleep;

    public AccountConnection() {
        this(new AccountClients(), SignIn::require, Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));
    }

    public AccountConnection(AccountClients clients, Clock clock, Platform.Sleep sleep) {
        this(clients, () -> {}, clock, sleep);
    }

    /**
     * @param signIn checks the user's credentials before the first request; throws an exception if there are none
     */
    private AccountConnection(AccountClients clients, Runnable signIn, Clock clock, Platform.Sleep sleep) {
        this.clients = clients;
        this.signIn = signIn;
        this.clock = clock;
        this.sleep = sleep;
    }

    @Override
    public AccountClients clients() {
        signIn.run();
        return clients;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Platform open(String stack) {
        signIn.run();
        Map<String, String> outputs = outputs(stack);
        String account = clients.sts().getCallerIdentity().account();
        return new Platform(Connection.environment(stack, outputs, account), clients.aws(), clock, sleep);
    }

    @Override
    public Account account(String stack) {
        Recorder recorder = new Recorder();
        AccountClients heard = clients.heardBy(recorder);
        Platform platform = new Platform(open(stack).environment(), heard.aws(), clock, sleep);
        return new Account(stack, platform, heard.cloudFormation(), heard.cloudTrail(), recorder);
    }

    private Map<String, String> outputs(String stack) {
        try {
            return clients.cloudFormation().describeStacks(r -> r.stackName(stack)).stacks().get(0).outputs().stream()
                    .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        } catch (CloudFormationException e) {
            if ("ValidationError".equals(Failures.code(e))) {
                throw new IllegalArgumentException("CloudFormation reports: " + Failures.message(e)
                        + ". Deploy the stack, specify another one with --stack, or select its Region and account"
                        + " with AWS_REGION and AWS_PROFILE.");
            }
            throw e;
        }
    }
}
