package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.local.account.RefusalInterceptor;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import picocli.CommandLine.Command;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Approves or declines a run that is waiting for approval. The run stores both responses in advance; the command sends
 * one of them.
 */
public abstract class AnswerCommand extends RunCommand {
    private final String answer;

    /**
     * @param answer the name of the stored response: approved or declined
     */
    AnswerCommand(String answer) {
        this.answer = answer;
    }

    /** Describes the effect of approving or declining the run. */
    abstract String outcome(Run run, JsonNode estimate);

    @Override
    final int run(Run run) {
        JsonNode asked = run.find(FileNames.APPROVAL).orElseThrow(() -> notWaiting(run));
        try {
            run.platform()
                    .aws()
                    .stepFunctions()
                    .sendTaskSuccess(
                            r -> r.taskToken(asked.path(StateFields.TASK_TOKEN).asText())
                                    .output(Json.text(asked.path(answer))));
        } catch (TaskDoesNotExistException | TaskTimedOutException | InvalidTokenException e) {
            throw notWaiting(run);
        }
        print(
                Json.object()
                        .put(StateFields.RUN_ID, run.id().value())
                        .put("answer", answer)
                        .set("estimate", asked.path("estimate")),
                outcome(run, asked.path("estimate")));
        return 0;
    }

    private static No notWaiting(Run run) {
        return new No("Run " + run.id() + " is not waiting for approval: " + reason(run) + ".");
    }

    /** Describes why the run is not waiting for approval, even if the user has permission only to approve runs. */
    private static String reason(Run run) {
        try {
            return new RunState(run)
                    .document()
                    .map(state -> "it is " + state.path("status").asText())
                    .orElse("this workflow has no such run, or the run has not requested approval yet");
        } catch (AwsServiceException e) {
            if (RefusalInterceptor.denied(e)) {
                return "the request has already been answered, or the run has ended or does not exist";
            }
            throw e;
        }
    }

    /** {@code approve}: approves the estimated cost of a run. */
    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Approve the estimated cost of a run that is waiting for approval. The run continues.")
    public static final class Approve extends AnswerCommand {
        Approve() {
            super("approved");
        }

        @Override
        String outcome(Run run, JsonNode estimate) {
            return "Run " + run.id() + " continues. You approved the estimated cost of " + RunState.price(estimate)
                    + ".";
        }
    }

    /** {@code decline}: declines the estimated cost of a run. */
    @Command(
            name = "decline",
            mixinStandardHelpOptions = true,
            description = "Decline the estimated cost of a run that is waiting for approval. The run ends and"
                    + " creates no resources.")
    public static final class Decline extends AnswerCommand {
        Decline() {
            super("declined");
        }

        @Override
        String outcome(Run run, JsonNode estimate) {
            return "Run " + run.id() + " was declined and is ending. It created no resources.";
        }
    }
}
