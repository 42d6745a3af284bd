package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.account.DeployedWorkflows;
import io.github.bedrockfinetuning.local.account.SignIn;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Recorder;
import io.github.bedrockfinetuning.run.Platform;
import java.time.Clock;

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
    public WorkflowDescriptor find(WorkflowChoice choice) {
        signIn.run();
        return new DeployedWorkflows(clients).require(choice);
    }

    @Override
    public Platform open(WorkflowDescriptor workflow) {
        return new Platform(Connection.environment(workflow), clients().aws(), clock, sleep);
    }

    @Override
    public Account account(WorkflowDescriptor workflow) {
        Recorder recorder = new Recorder();
        AccountClients heard = clients().heardBy(recorder);
        Platform platform = new Platform(Connection.environment(workflow), heard.aws(), clock, sleep);
        return new Account(workflow.identity().stack(), platform, heard.cloudFormation(), heard.cloudTrail(), recorder);
    }
}
