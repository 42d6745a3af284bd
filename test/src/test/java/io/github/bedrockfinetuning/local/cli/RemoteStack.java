package io.github.bedrockfinetuning.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.cli.aws.Connection;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stack in the local simulation, and the command line of a user of this account. */
final class RemoteStack implements AutoCloseable {
    static final String USER = "user";

    private final DeployedStack stack;
    private final String caller;
    private final LocalCommandLine commands;
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
        commands = new LocalCommandLine(stack, caller);
        connection = commands.connection();
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
        LocalCommandLine.Result result = commands.run(arguments);
        return new Result(result.code(), result.out(), result.err());
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
