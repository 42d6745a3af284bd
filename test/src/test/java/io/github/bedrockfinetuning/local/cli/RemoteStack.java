package io.github.bedrockfinetuning.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.cli.aws.AccountConnection;
import io.github.bedrockfinetuning.local.cli.aws.Connection;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A stack in the local simulation, and the command line of a user of this account. */
final class RemoteStack implements AutoCloseable {
    static final String USER = "user";

    private final DeployedStack stack;
    private final String caller;
    private final Connection connection;
    private Platform platform;

    /** The output of a command and its exit code. */
    record Result(int code, String out, String err) {
        JsonNode json() {
            return Json.read(out);
        }
    }

    RemoteStack() throws Exception {
        this(Stacks.deploy());
    }

    RemoteStack(DeployedStack stack) {
        this(stack, USER);
    }

    /** @param caller the name of the role that signs requests; without policies, it is an administrator's */
    RemoteStack(DeployedStack stack, String caller) {
        this.stack = stack;
        this.caller = caller;
        AccountClients clients = new AccountClients((builder, same) -> {
            AccountClients.configure(same);
            same.region(Region.of(Stacks.REGION));
            same.endpointOverride(stack.aws().endpoint());
            same.credentialsProvider(stack.aws().credentials(caller));
            if (builder instanceof S3ClientBuilder s3) {
                s3.forcePathStyle(true);
            }
        });
        connection = new AccountConnection(clients, stack.clock().clock(), stack.clock()::sleep);
    }

    String caller() {
        return caller;
    }

    DeployedStack stack() {
        return stack;
    }

    Connection connection() {
        return connection;
    }

    AccountClients clients() {
        return connection.clients();
    }

    Platform platform() {
        if (platform == null) {
            platform = connection.open(connection.find(WorkflowChoice.ANY));
        }
        return platform;
    }

    Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = FineTune.commandLine(connection)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    Result json(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--json");
        return run(all.toArray(String[]::new));
    }

    void pass(Duration time) {
        stack.clock().runUntil(stack.clock().now().plus(time));
    }

    @Override
    public void close() {
        stack.close();
    }
}
