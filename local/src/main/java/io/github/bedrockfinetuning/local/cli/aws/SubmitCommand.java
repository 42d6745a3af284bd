package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** {@code submit}: uploads a dataset to the inbox of a deployed stack. The upload starts a run. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Upload a dataset and print the ID of the run that it starts.")
public final class SubmitCommand extends RemoteCommand {
    private static final Duration LOOK = Duration.ofSeconds(30);
    /** The time to wait for a run to start. Includes the event, the queue and a cold start. */
    private static final Duration TO_BEGIN = Duration.ofMinutes(15);
    /** The time to wait for the final status after an execution ends. Includes the cleanup. */
    private static final Duration TO_TELL = Duration.ofMinutes(60);

    @Parameters(
            paramLabel = "FILE|DIR",
            description = "A .jsonl file, or a folder with train.jsonl and, optionally, validation.jsonl, "
                    + "test.jsonl, general.jsonl, and run.json. The command does not change these files.")
    private Path dataset;

    @Option(names = "--wait", description = "Wait until the run ends. The exit code is 0 only if the run succeeded.")
    private boolean wait;

    private Submission submission;

    @Override
    void check() throws Exception {
        submission = Submission.read(dataset);
    }

    @Override
    int run(Platform platform) throws Exception {
        Submission.Submitted submitted = submission.upload(platform);
        ObjectNode document = Json.object()
                .put(StateFields.RUN_ID, submitted.runId().value())
                .put("bucket", submitted.bucket())
                .put("key", submitted.key())
                .put("versionId", submitted.versionId());
        document.set("versions", Json.tree(submitted.versions()));
        if (!wait) {
            print(
                    document,
                    "Submitted run " + submitted.runId() + ". To check its status, use "
                            + OperatorCommand.of(platform, "status " + submitted.runId()) + ".");
            return 0;
        }
        say("Submitted run " + submitted.runId() + ".");
        ObjectNode end = await(new Run(platform, submitted.runId()));
        document.set("run", end);
        print(document, RunState.lines(end).toArray(String[]::new));
        return RunStatus.SUCCEEDED.name().equals(end.path("status").asText()) ? 0 : 1;
    }

    private ObjectNode await(Run run) throws InterruptedException {
        Platform platform = run.platform();
        RunState state = new RunState(run);
        Instant patience = platform.clock().instant().plus(TO_BEGIN);
        boolean ending = false;
        List<String> said = List.of();
        while (true) {
            Optional<ObjectNode> document = state.document();
            if (document.isPresent()) {
                ObjectNode now = document.get();
                if (now.path("final").asBoolean()) {
                    return now;
                }
                List<String> lines = RunState.lines(now);
                if (!lines.equals(said)) {
                    said = lines;
                    lines.forEach(this::say);
                }
                boolean running = ExecutionStatus.RUNNING
                        .toString()
                        .equals(now.path("status").asText());
                if (running) {
                    patience = Instant.MAX;
                } else if (!ending) {
                    ending = true;
                    patience = platform.clock().instant().plus(TO_TELL);
                }
            }
            if (platform.clock().instant().isAfter(patience)) {
                throw new No(
                        ending
                                ? "Run " + run.id() + " ended without a final status. See the execution " + state.arn()
                                        + " in the Step Functions console."
                                : "Run " + run.id()
                                        + " has not started. Check the alarms and the dead-letter queue of the stack, then submit"
                                        + " the dataset again.");
            }
            platform.sleep().sleep(LOOK);
        }
    }
}
