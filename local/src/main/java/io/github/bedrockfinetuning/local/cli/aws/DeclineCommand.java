package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.run.Run;
import picocli.CommandLine.Command;

/** {@code decline}: refuses a run's price. */
@Command(
        name = "decline",
        mixinStandardHelpOptions = true,
        description = "Refuse the price of a run that waits for approval: it ends, and nothing was created.")
public final class DeclineCommand extends AnswerCommand {
    DeclineCommand() {
        super("declined");
    }

    @Override
    String outcome(Run run, JsonNode estimate) {
        return "Run " + run.id() + " is declined and ends; nothing was created.";
    }
}
