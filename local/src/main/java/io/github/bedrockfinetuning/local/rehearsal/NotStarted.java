package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.StepName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Explains why an upload did not start a run. */
final class NotStarted {
    private static final String START_RUN = StepName.START_RUN.id();
    private static final String DATASET = ".jsonl";

    private final DeployedStack stack;

    NotStarted(DeployedStack stack) {
        this.stack = stack;
    }

    /**
     * Checks the name of a dataset before the stack is synthesized.
     *
     * @throws IllegalArgumentException if the upload of this file cannot start a run
     */
    static void requireDataset(Optional<Path> dataset) {
        dataset.filter(path -> Files.isRegularFile(path)
                        && !path.getFileName().toString().endsWith(DATASET))
                .ifPresent(path -> {
                    throw new IllegalArgumentException(path
                            + " would not start a run. A dataset is a file whose name ends in .jsonl, or a folder with"
                            + " train.jsonl. If the file contains JSON Lines, rename it. For CSV and other formats, run"
                            + " ./fine-tune check " + path + ", which prints the command that converts the file.");
                });
    }

    /** Returns the reason and what to do. */
    String why(String dataset) throws IOException {
        List<String> refusals = stack.aws().authorizations().refused();
        String start = "The upload of " + dataset + " did not start a run";
        if (!refusals.isEmpty()) {
            return start + ", because policies in the stack deny required actions: " + String.join(" ", refusals)
                    + " Allow these actions in the app, as described in the warnings from cdk synth, and "
                    + "synthesize the app again.";
        }
        Optional<String> failure = failure();
        if (failure.isPresent()) {
            return start + ", because the function " + START_RUN + " failed: " + failure.get();
        }
        Optional<String> response = response();
        if (response.isPresent()) {
            return start + ": " + response.get();
        }
        boolean told = stack.aws().events().published().stream()
                .anyMatch(event -> event.path("source").asText().equals("aws.s3"));
        return told
                ? start + ": no rule in the stack matches the event from s3://" + stack.datasets()
                        + ". A run starts for inbox/NAME.jsonl, or for inbox/NAME/run.json in the same folder as "
                        + "train.jsonl. Rename the file, or compare the event pattern of the rule with the name and "
                        + "the account of the bucket."
                : start + ": the bucket " + stack.datasets()
                        + " does not send events to EventBridge. Turn on these events in the app that contains the "
                        + "bucket.";
    }

    /** Returns the reason and the next step that StartRun stored. */
    private Optional<String> response() throws IOException {
        for (String key : stack.aws().s3().bucket(stack.results()).keys()) {
            if (key.startsWith(Prefixes.NOT_STARTED)) {
                return stack.result(key)
                        .map(found -> found.path("reason").asText() + " "
                                + found.path("nextStep").asText());
            }
        }
        return Optional.empty();
    }

    /** Returns the first line of the last log entry that is not a metric. Metrics are JSON objects. */
    private Optional<String> failure() {
        return stack.log().stream()
                .filter(line -> !line.startsWith("{"))
                .reduce((earlier, later) -> later)
                .flatMap(line -> line.lines().findFirst());
    }
}
