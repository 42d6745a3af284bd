package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.run.Run;
import picocli.CommandLine.Command;

/** {@code approve}: agrees to a run's price. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Agree to the price of a run that waits for it: the run goes on, and costs that.")
public final class ApproveCommand extends AnswerCommand {
    ApproveCommand() {
        super("approved");
    }

    @Override
    String outcome(Run run, JsonNode estimate) {
        return "Run " + run.id() + " is approved at " + RunState.price(estimate) + ", and goes on.";
    }
}
