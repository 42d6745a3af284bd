package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.account.RefusalInterceptor;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.cli.console.Terminal;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.RunId;
import java.io.PrintWriter;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The base class of commands for a deployed workflow. */
abstract class RemoteCommand implements Callable<Integer> {
    /** Indicates that the command completed with a negative result. It is reported in one line, with exit code 1. */
    static final class No extends RuntimeException {
        private static final long serialVersionUID = 1L;

        No(String message) {
            super(message);
        }
    }

    @ParentCommand
    private Supplier<Connection> connected;

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkflowOptions options = new WorkflowOptions();

    @Option(names = "--json", description = "Print only a JSON document to standard output.")
    private boolean json;

    private WorkflowDescriptor workflow;

    /** @return the exit code */
    abstract int run(Platform platform) throws Exception;

    /** Rejects invalid arguments before the first request to AWS. */
    void check() throws Exception {}

    @Override
    public final Integer call() throws Exception {
        WorkflowChoice choice = options.choice(spec);
        check();
        try {
            workflow = connected.get().find(choice);
            return run(connected.get().open(workflow));
        } catch (No no) {
            if (json) {
                print(Json.object().put("message", no.getMessage()));
            }
            say("fine-tune: " + no.getMessage());
            return 1;
        } catch (SdkException e) {
            throw told(e);
        }
    }

    /** Converts a failed AWS request to an exception whose message explains the cause and what to do. */
    static IllegalStateException told(SdkException e) {
        if (e instanceof AwsServiceException refused) {
            String said = Failures.message(refused);
            return new IllegalStateException(
                    RefusalInterceptor.denied(refused) ? said : "AWS returned " + Failures.code(refused) + ": " + said,
                    e);
        }
        return new IllegalStateException(unreachable(e), e);
    }

    private static String unreachable(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "Cannot reach AWS: the host name " + cause.getMessage()
                        + " cannot be resolved. Check the Region and your network connection.";
            }
            if (cause instanceof SSLException
                    || cause instanceof SocketException
                    || cause instanceof SocketTimeoutException) {
                return "Cannot reach AWS: " + Failures.quote(cause.getMessage()) + ". Check your network connection.";
            }
        }
        return "The AWS SDK failed: " + Failures.quote(e.getMessage());
    }

    /** Prints the result as a JSON document if --json is specified, and otherwise as lines of text. */
    final void print(ObjectNode document, String... lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Terminal.printJson(out, Json.text(document));
        } else {
            List.of(lines).forEach(out::println);
        }
        out.flush();
    }

    /** Prints a line that is not part of the result to standard error. */
    final void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    final CommandSpec spec() {
        return spec;
    }

    final Connection connection() {
        return connected.get();
    }

    /** Returns the descriptor of the workflow. */
    final WorkflowDescriptor workflow() {
        return workflow;
    }

    final RunId runId(String id) {
        return RunId.find(id)
                .orElseThrow(() -> Inputs.usage(
                        spec, "\"" + id + "\" is not a run ID. A run ID consists of 26 characters from a-z and 2-7."));
    }
}
