package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.run.Json;
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

/** {@code submit}: drops a dataset into a deployed stack's inbox, which starts a run. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Upload a dataset, which starts a run, and print the run's id.")
public final class SubmitCommand extends RemoteCommand {
    private static final Duration LOOK = Duration.ofSeconds(30);
    /** Longer than an event, its queue and a cold function take to start a run. */
    private static final Duration TO_BEGIN = Duration.ofMinutes(15);
    /** Longer than cleaning up behind an ended execution takes. */
    private static final Duration TO_TELL = Duration.ofMinutes(60);

    @Parameters(
            paramLabel = "FILE|DIR",
            description = "A .jsonl file, or a folder with train.jsonl and, if wanted, validation.jsonl, test.jsonl,"
                    + " general.jsonl and run.json. It is only read.")
    private Path dataset;

    @Option(names = "--wait", description = "Wait until the run has ended; 0 then means that it succeeded.")
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
                .put("runId", submitted.runId().value())
                .put("bucket", submitted.bucket())
                .put("key", submitted.key())
                .put("versionId", submitted.versionId());
        document.set("versions", Json.tree(submitted.versions()));
        if (!wait) {
            print(
                    document,
                    "Run " + submitted.runId() + " is on its way. ./fine-tune status " + submitted.runId()
                            + " says where it stands.");
            return 0;
        }
        say("Run " + submitted.runId() + " is on its way.");
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
                                ? "Run " + run.id() + " ended without saying how; look at its execution " + state.arn()
                                        + " in the Step Functions console."
                                : "Run " + run.id() + " has not begun. Look at the alarms and the dead letters of the"
                                        + " stack's queue, then submit again.");
            }
            platform.sleep().sleep(LOOK);
        }
    }
}
