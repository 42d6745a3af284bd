package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.contract.StepName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Why an upload started no run. */
final class NotStarted {
    private static final String START_RUN = StepName.START_RUN.id();
    private static final String DATASET = ".jsonl";

    private final DeployedStack stack;

    NotStarted(DeployedStack stack) {
        this.stack = stack;
    }

    /**
     * Looks at a dataset's name before anything is synthesized.
     *
     * @throws IllegalArgumentException if no upload of this file can start a run
     */
    static void requireDataset(Optional<Path> dataset) {
        dataset.filter(path -> Files.isRegularFile(path)
                        && !path.getFileName().toString().endsWith(DATASET))
                .ifPresent(path -> {
                    throw new IllegalArgumentException(path + " would start no run: a dataset is a file whose name ends"
                            + " in .jsonl, or a folder with train.jsonl. Rename it if it holds JSON Lines; for CSV and other"
                            + " formats, run ./fine-tune convert " + path + " --out NAME.jsonl first.");
                });
    }

    /** What happened, and what to do about it. */
    String why(String dataset) {
        List<String> refusals = stack.aws().authorizations().refused();
        String start = "The upload of " + dataset + " started no run";
        if (!refusals.isEmpty()) {
            return start + ", because policies of the stack refuse what it takes: "
                    + String.join(" ", refusals)
                    + " Allow it in the app, as the warnings of cdk synth say, and synthesize it again.";
        }
        Optional<String> failure = failure();
        if (failure.isPresent()) {
            return start + ", because the function " + START_RUN + " failed: " + failure.get();
        }
        boolean told = stack.aws().events().published().stream()
                .anyMatch(event -> event.path("source").asText().equals("aws.s3"));
        return told
                ? start + ": no rule of the stack passes the event of s3://" + stack.datasets()
                        + " on. A run starts for inbox/NAME.jsonl, and for inbox/NAME/run.json beside train.jsonl;"
                        + " rename the file, or compare the rule's event pattern with the bucket's name and account."
                : start + ": the bucket " + stack.datasets()
                        + " sends no events to EventBridge. Turn them on in the app" + " that declares it.";
    }

    /** The first line of the last that was logged and is no measurement, which are JSON objects. */
    private Optional<String> failure() {
        return stack.log().stream()
                .filter(line -> !line.startsWith("{"))
                .reduce((earlier, later) -> later)
                .flatMap(line -> line.lines().findFirst());
    }
}
