package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.local.cli.console.CommandProcess;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.prove.Audience;
import io.github.bedrockfinetuning.local.prove.Conclusion;
import io.github.bedrockfinetuning.local.prove.Prove;
import io.github.bedrockfinetuning.local.prove.Twin;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.run.Platform;
import java.io.Console;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code prove}: tests the assumptions of the local simulation in an AWS account. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = "Run experiments with a deployed stack, in order of cost, and compare the responses from "
                + "AWS with those from the local simulation. The command asks for confirmation before every "
                + "experiment that incurs charges, and cleans up afterward. The exit code is 1 if AWS "
                + "contradicts an assumption or if resources still incur charges.")
public final class ProveCommand extends RemoteCommand {
    @Option(
            names = "--spend",
            paramLabel = "USD",
            defaultValue = "5",
            description = "The maximum total cost of all experiments (default: ${DEFAULT-VALUE} US dollars). "
                    + "Experiments that could exceed the remaining amount are not run.")
    private BigDecimal spend;

    @Option(names = "--yes", description = "Confirm every experiment whose cost is within the maximum.")
    private boolean yes;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "prove",
            description = "The folder for prove.json and prove.html (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    void check() {
        if (spend.signum() < 0) {
            throw Inputs.usage(spec(), "--spend must be 0 or more US dollars, not " + spend + ".");
        }
    }

    @Override
    int run(Platform platform) throws Exception {
        CommandProcess.speaksAfterSignals();
        Account account = connection().account(workflow());
        Conclusion conclusion = Prove.run(
                account,
                spend,
                out,
                new Questioner(),
                template -> Twin.of(template, workflow().identity(), Connection::environment));
        print(conclusion.toJson(), ProveText.of(conclusion, out));
        return conclusion.good() ? 0 : 1;
    }

    /** Reports progress on standard error and requests confirmation in the terminal. */
    private final class Questioner implements Audience {
        @Override
        public boolean agrees(Question question, BigDecimal most) {
            say(String.format(
                    Locale.ROOT, "%s creates %s. It costs at most $%s.", question.id(), question.makes(), cents(most)));
            if (yes) {
                return true;
            }
            Console console = System.console();
            String answer = console == null ? null : console.readLine("Continue? [y/N] ");
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        }

        @Override
        public void begins(Question question) {
            say(question.id() + ": " + question.text());
        }

        @Override
        public void ended(Question question, String result, String seen) {
            say("  " + result + ": " + seen);
        }

        @Override
        public void cleansUp() {
            say("Cleaning up after the experiments. This can take a few minutes.");
        }
    }

    private static String cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UP).toPlainString();
    }
}
