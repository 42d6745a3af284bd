package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Answers a run that asks for agreement to its price, with the answer that the run itself has prepared. */
abstract class AnswerCommand extends RemoteCommand {
    private final String answer;

    @Parameters(paramLabel = "RUNID", description = "The run, as its notification names it.")
    private String id;

    /** @param answer approved or declined */
    AnswerCommand(String answer) {
        this.answer = answer;
    }

    /** What follows from the answer, for people. */
    abstract String outcome(Run run, JsonNode estimate);

    @Override
    void check() {
        runId(id);
    }

    @Override
    final int run(Platform platform) {
        Run run = run(platform, id);
        JsonNode asked = run.find(FileNames.APPROVAL).orElseThrow(() -> notWaiting(run));
        try {
            platform.aws()
                    .stepFunctions()
                    .sendTaskSuccess(
                            r -> r.taskToken(asked.path("taskToken").asText()).output(Json.text(asked.path(answer))));
        } catch (TaskDoesNotExistException | TaskTimedOutException | InvalidTokenException e) {
            throw notWaiting(run);
        }
        print(
                Json.object().put("runId", id).put("answer", answer).set("estimate", asked.path("estimate")),
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
}
