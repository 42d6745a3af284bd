package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Answers a run that asks for agreement to its price, with the answer that the run itself has prepared. */
public abstract class AnswerCommand extends RunCommand {
    private final String answer;

    /** @param answer approved or declined */
    AnswerCommand(String answer) {
        this.answer = answer;
    }

    /** What follows from the answer, for people. */
    abstract String outcome(Run run, JsonNode estimate);

    @Override
    final int run(Run run) {
        JsonNode asked = run.find(FileNames.APPROVAL).orElseThrow(() -> notWaiting(run));
        try {
            run.platform()
                    .aws()
                    .stepFunctions()
                    .sendTaskSuccess(
                            r -> r.taskToken(asked.path("taskToken").asText()).output(Json.text(asked.path(answer))));
        } catch (TaskDoesNotExistException | TaskTimedOutException | InvalidTokenException e) {
            throw notWaiting(run);
        }
        print(
                Json.object()
                        .put("runId", run.id().value())
                        .put("answer", answer)
                        .set("estimate", asked.path("estimate")),
                outcome(run, asked.path("estimate")));
        return 0;
    }

    private static No notWaiting(Run run) {
        String stands = new RunState(run)
                .document()
                .map(state -> "it is " + state.path("status").asText())
                .orElse("there is no such run of this stack, or it has not got so far");
        return new No("Run " + run.id() + " does not wait for approval: " + stands + ".");
    }

    /** {@code approve}: agrees to a run's price. */
    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Agree to the price of a run that waits for it: the run goes on, and costs that.")
    public static final class Approve extends AnswerCommand {
        Approve() {
            super("approved");
        }

        @Override
        String outcome(Run run, JsonNode estimate) {
            return "Run " + run.id() + " is approved at " + RunState.price(estimate) + ", and goes on.";
        }
    }

    /** {@code decline}: refuses a run's price. */
    @Command(
            name = "decline",
            mixinStandardHelpOptions = true,
            description = "Refuse the price of a run that waits for approval: it ends, and nothing was created.")
    public static final class Decline extends AnswerCommand {
        Decline() {
            super("declined");
        }

        @Override
        String outcome(Run run, JsonNode estimate) {
            return "Run " + run.id() + " is declined and ends; nothing was created.";
        }
    }
}
