package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/** {@code status}: shows the state of the runs of a deployed stack. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show the state of a run. Without a run ID, list recent runs.")
public final class StatusCommand extends RemoteCommand {
    private static final int RECENT = 20;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUNID",
            description = "The run ID. If you omit it, the last " + RECENT + " runs are listed.")
    private @Nullable String id;

    @Override
    void check() {
        if (id != null) {
            runId(id);
        }
    }

    @Override
    int run(Platform platform) {
        if (id == null) {
            list(platform);
        } else {
            ObjectNode state = new RunState(new Run(platform, runId(id)))
                    .document()
                    .orElseThrow(() -> new No("Run " + id
                            + " does not exist in this workflow. A new run can take a few seconds to start. To list "
                            + "recent runs, use " + OperatorCommand.of(platform, "status") + "."));
            print(state, RunState.lines(state).toArray(String[]::new));
        }
        return 0;
    }

    private void list(Platform platform) {
        List<ExecutionListItem> recent = platform.aws()
                .stepFunctions()
                .listExecutions(r -> r.stateMachineArn(platform.require(EnvironmentVariables.STATE_MACHINE_ARN))
                        .maxResults(RECENT))
                .executions();
        ObjectNode document = Json.object();
        ArrayNode runs = document.putArray("runs");
        for (ExecutionListItem one : recent) {
            runs.addObject()
                    .put(StateFields.RUN_ID, one.name())
                    .put("execution", one.statusAsString())
                    .put("startedAt", one.startDate().toString())
                    .put(
                            "endedAt",
                            one.stopDate() == null ? null : one.stopDate().toString());
        }
        String[] lines = recent.stream()
                .map(one -> one.name() + "  " + one.startDate() + "  " + one.statusAsString())
                .toArray(String[]::new);
        print(document, recent.isEmpty() ? new String[] {"No runs yet."} : lines);
    }
}
