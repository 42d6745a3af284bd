package io.github.bedrockfinetuning.local.cli;

import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.cli.aws.AccountConnection;
import io.github.bedrockfinetuning.local.cli.aws.Connection;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Runs the commands for deployed workflows with the permissions of a role in the local simulation, for tests of an app
 * that contains workflows.
 */
public final class LocalCommandLine {
    private final Connection connection;

    /**
     * The output of a command.
     *
     * @param code the exit code, as {@link FineTune} describes it
     */
    public record Result(int code, String out, String err) {}

    /**
     * Creates a command line for a user.
     *
     * @param role the name of the role that signs the requests, as {@link DeployedStack#role} returns it; any other name
     *     has the permissions of an administrator
     */
    public LocalCommandLine(DeployedStack stack, String role) {
        Region region = Region.of(stack.descriptor().identity().region());
        AccountClients clients = new AccountClients((builder, same) -> {
            AccountClients.configure(same);
            same.region(region);
            same.endpointOverride(stack.aws().endpoint());
            same.credentialsProvider(stack.aws().credentials(role));
            if (builder instanceof S3ClientBuilder s3) {
                s3.forcePathStyle(true);
            }
        });
        connection = new AccountConnection(clients, stack.clock().clock(), stack.clock()::sleep);
    }

    /** Returns the connection to the simulated account. */
    Connection connection() {
        return connection;
    }

    /** Runs a command, for example {@code status --workflow Analytics/Routing}. */
    public Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = FineTune.commandLine(connection)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
