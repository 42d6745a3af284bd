package io.github.bedrockfinetuning.local.cli;

import io.github.bedrockfinetuning.local.cli.app.AccessCommand;
import io.github.bedrockfinetuning.local.cli.app.RehearseCommand;
import io.github.bedrockfinetuning.local.cli.aws.AbortCommand;
import io.github.bedrockfinetuning.local.cli.aws.AccountConnection;
import io.github.bedrockfinetuning.local.cli.aws.AnswerCommand;
import io.github.bedrockfinetuning.local.cli.aws.CleanCommand;
import io.github.bedrockfinetuning.local.cli.aws.Connection;
import io.github.bedrockfinetuning.local.cli.aws.DoctorCommand;
import io.github.bedrockfinetuning.local.cli.aws.PromoteCommand;
import io.github.bedrockfinetuning.local.cli.aws.ProveCommand;
import io.github.bedrockfinetuning.local.cli.aws.RollbackCommand;
import io.github.bedrockfinetuning.local.cli.aws.StatusCommand;
import io.github.bedrockfinetuning.local.cli.aws.SubmitCommand;
import io.github.bedrockfinetuning.local.cli.console.CommandProcess;
import io.github.bedrockfinetuning.local.cli.console.FailureText;
import io.github.bedrockfinetuning.local.cli.data.CheckCommand;
import io.github.bedrockfinetuning.local.cli.data.CompareCommand;
import io.github.bedrockfinetuning.local.cli.data.ConvertCommand;
import io.github.bedrockfinetuning.local.cli.data.EstimateCommand;
import io.github.bedrockfinetuning.local.cli.data.ScoreCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command-line tool. The exit code is 0 if the command succeeded, 1 if it completed with a negative result, and 2
 * if the arguments are invalid or the input cannot be read. Errors are reported in one line.
 */
@Command(
        name = "fine-tune",
        description = "Fine-tune models on Amazon Bedrock, and rehearse a run on this computer first.",
        mixinStandardHelpOptions = true,
        version = "fine-tune 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AccessCommand.class,
            CheckCommand.class,
            ConvertCommand.class,
            EstimateCommand.class,
            RehearseCommand.class,
            ScoreCommand.class,
            CompareCommand.class,
            SubmitCommand.class,
            StatusCommand.class,
            AnswerCommand.Approve.class,
            AnswerCommand.Decline.class,
            AbortCommand.class,
            PromoteCommand.class,
            RollbackCommand.class,
            CleanCommand.class,
            DoctorCommand.class,
            ProveCommand.class
        })
public final class FineTune implements Runnable, Supplier<Connection> {
    /** Commands that end when their parent process ends. */
    private static final Set<String> ALONE = Set.of("rehearse", "access");

    @Spec
    private CommandSpec spec;

    private final Connection connection;

    private FineTune(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] arguments) throws IOException {
        CommandProcess process = CommandProcess.begin();
        if (arguments.length > 0 && ALONE.contains(arguments[0])) {
            process.endWithParent();
        }
        process.end(process.run(() -> commandLine(new AccountConnection())
                .setOut(process.out())
                .setErr(process.err())
                .setExecutionExceptionHandler((failure, command, parsed) -> process.fail(failure))
                .execute(arguments)));
    }

    static CommandLine commandLine() {
        return commandLine(new AccountConnection());
    }

    /** @param connection connects to the account of the deployed stack */
    static CommandLine commandLine(Connection connection) {
        return new CommandLine(new FineTune(connection))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(FineTune::usage)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
    }

    @Override
    public Connection get() {
        return connection;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Specify a command.");
    }

    private static int usage(ParameterException wrong, String[] arguments) {
        PrintWriter err = wrong.getCommandLine().getErr();
        String message = FailureText.oneLine(wrong);
        if (wrong instanceof UnmatchedArgumentException unmatched
                && wrong.getCommandLine().getParent() == null) {
            message = unmatched.getUnmatched().get(0) + " is not a command. Commands: "
                    + String.join(", ", wrong.getCommandLine().getSubcommands().keySet()) + ".";
        }
        err.println("fine-tune: " + message + " For help, run ./fine-tune "
                + (wrong.getCommandLine().getParent() == null
                        ? ""
                        : wrong.getCommandLine().getCommandName() + " ") + "--help");
        return 2;
    }

    private static int report(Exception failure, PrintWriter err) {
        err.println("fine-tune: " + FailureText.of(failure));
        return 2;
    }
}
