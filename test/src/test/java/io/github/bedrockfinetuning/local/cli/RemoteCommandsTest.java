package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the commands for a deployed stack with the local simulation. */
class RemoteCommandsTest {
    private static final String NOBODY = "a".repeat(26);

    @TempDir
    private Path folder;

    @Test
    void aSubmittedFolderBecomesARunOfPinnedVersions() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            Path dataset = Stacks.smallDataset(folder, "{\"spendingCeiling\": 1000}");
            Map<String, String> before = contents(dataset);

            JsonNode submitted = remote.json("submit", dataset.toString()).json();
            String id = submitted.path("runId").asText();
            assertThat(remote.json("status", id).code()).isEqualTo(1);
            remote.stack().settle();

            assertThat(remote.stack().executions()).hasSize(1);
            assertThat(remote.stack().executions().get(0).name()).isEqualTo(id);
            assertThat(remote.json("status", id).json().path("status").asText()).isEqualTo("SUCCEEDED");
            JsonNode inputs = remote.stack()
                    .result("runs/" + id + "/run.json")
                    .orElseThrow()
                    .path("inputs");
            assertThat(submitted.path("versions").size()).isEqualTo(2);
            submitted
                    .path("versions")
                    .properties()
                    .forEach(pin -> assertThat(inputs)
                            .anyMatch(input -> input.path("versionId").equals(pin.getValue())
                                    && input.path("file").asText().equals(pin.getKey())));
            assertThat(contents(dataset)).isEqualTo(before);
        }
    }

    @Test
    void aLaterUploadDoesNotChangeASubmittedRun() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            Path dataset = Stacks.smallDataset(folder, "{\"spendingCeiling\": 1000}");
            String id = remote.json("submit", dataset.toString())
                    .json()
                    .path("runId")
                    .asText();
            remote.stack().upload("inbox/small/train.jsonl", "not a dataset".getBytes());
            remote.stack().settle();
            assertThat(remote.json("status", id).json().path("status").asText()).isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void submitWaitsForTheEndIfAsked() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            Path dataset = Stacks.smallDataset(folder, "{\"spendingCeiling\": 1000}");
            RemoteStack.Result result = remote.json("submit", dataset.toString(), "--wait");
            assertThat(result.code()).isZero();
            assertThat(result.json().path("run").path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(result.err()).contains("training since");
        }
    }

    @Test
    void aSingleFileThatIsRefusedEndsTheWaitWithOne() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            Path file = Files.writeString(folder.resolve("small.jsonl"), "not JSON\n");
            RemoteStack.Result result = remote.json("submit", file.toString(), "--wait");
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.json().path("key").asText()).isEqualTo("inbox/small.jsonl");
            assertThat(result.json().path("run").path("status").asText()).isEqualTo("REJECTED");
        }
    }

    @Test
    void anApprovedRunGoesOn() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            String id = untilItAsks(remote);
            JsonNode status = remote.json("status", id).json();
            assertThat(status.path("waitsFor").asText()).isEqualTo("approval");
            assertThat(status.path("estimate").path("total").path("high").isNumber())
                    .isTrue();
            assertThat(created(remote)).isZero();

            RemoteStack.Result approved = remote.run("approve", id);
            assertThat(approved.code()).isZero();
            assertThat(approved.out()).contains("continues", "$");
            remote.pass(Duration.ofMinutes(1));
            assertThat(remote.json("status", id).json().path("waitsFor").asText())
                    .isNotEqualTo("approval");
            remote.stack().settle();
            assertThat(Stacks.status(remote.stack()).path("status").asText()).isEqualTo("SUCCEEDED");

            RemoteStack.Result again = remote.run("approve", id);
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err().lines()).hasSize(1);
            assertThat(again.err()).contains("is not waiting for approval", "SUCCEEDED");
        }
    }

    @Test
    void aDeclinedRunEndsWithNothingCreated() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            String id = untilItAsks(remote);
            assertThat(remote.run("decline", id).code()).isZero();
            remote.stack().settle();
            assertThat(Stacks.status(remote.stack()).path("status").asText()).isEqualTo("DECLINED");
            assertThat(created(remote)).isZero();
        }
    }

    @Test
    void anAbortedRunLeavesNothing() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            Path dataset = Stacks.smallDataset(folder, "{\"spendingCeiling\": 1000}");
            String id = remote.json("submit", dataset.toString())
                    .json()
                    .path("runId")
                    .asText();
            remote.pass(Duration.ofMinutes(20));
            assertThat(remote.json("status", id).json().path("waitsFor").asText())
                    .isEqualTo("training");
            assertThat(created(remote)).isEqualTo(1);

            assertThat(remote.run("abort", id).code()).isZero();
            remote.stack().settle();
            JsonNode status = remote.json("status", id).json();
            assertThat(status.path("status").asText()).isEqualTo("ABORTED");
            assertThat(status.path("reason").asText()).contains("./fine-tune abort");
            assertThat(remote.stack().aws().meter().stillBilling()).isEmpty();

            assertThat(remote.run("abort", id).code()).isEqualTo(1);
            assertThat(remote.json("status").json().path("runs"))
                    .anyMatch(run -> run.path("runId").asText().equals(id)
                            && run.path("execution").asText().equals("ABORTED"));
        }
    }

    @Test
    void mistakesAreToldInOneLine() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            assertOneLine(remote.run("approve", "nonsense"), 2, "is not a run ID");
            assertOneLine(remote.run("approve", NOBODY), 1, "is not waiting for approval");
            assertOneLine(remote.run("abort", NOBODY), 1, "does not exist in this workflow");
            assertOneLine(
                    remote.run("submit", folder.resolve("none").toString()), 2, "is not a readable file or folder");
            assertOneLine(remote.run("submit", folder.toString()), 2, "train.jsonl");
            Path dataset = Stacks.smallDataset(folder, "{\"a\": 1, \"a\": 2}");
            assertOneLine(remote.run("submit", dataset.toString()), 2, "run.json, line 1");
            assertThat(remote.stack().calls())
                    .noneMatch(call -> call.operation().equals("PutObject"));
        }
    }

    @Test
    void aDeniedCallNamesTheActionAndTheRemedy() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            remote.stack()
                    .aws()
                    .faults()
                    .add(
                            call -> call.role().equals(RemoteStack.USER)
                                    && !call.service().equals("ssm"),
                            Fault.ACCESS_DENIED,
                            Long.MAX_VALUE);
            Path dataset = Stacks.smallDataset(folder, "{}");
            assertOneLine(remote.run("submit", dataset.toString()), 2, "s3:PutObject");
            assertOneLine(remote.run("approve", NOBODY), 2, "s3:GetObject");
            assertOneLine(remote.run("abort", NOBODY), 2, "states:DescribeExecution");
            assertOneLine(remote.run("status"), 2, "AWS_PROFILE");
        }
    }

    @Test
    void whoCannotListWorkflowsNamesOneByItsTag() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            String tag = remote.stack().descriptor().identity().tag();
            remote.stack()
                    .aws()
                    .faults()
                    .add(call -> call.operation().equals("GetParametersByPath"), Fault.ACCESS_DENIED, Long.MAX_VALUE);
            assertOneLine(remote.run("status"), 2, "Specify a workflow by its tag with --workflow");
            assertOneLine(remote.run("status", "--workflow", "FineTuning/FineTuning"), 2, "ssm:GetParametersByPath");
            assertThat(remote.run("status", "--workflow", tag).code()).isZero();
            assertOneLine(remote.run("status", "--workflow", "Other-0a1b2c3d"), 2, "There is no fine-tuning workflow");
        }
    }

    @Test
    void anAccountWithoutWorkflowsIsToldWhatToDo() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            remote.stack()
                    .aws()
                    .ssm()
                    .remove(ParameterPaths.descriptor(
                            remote.stack().descriptor().identity().tag()));
            assertOneLine(remote.run("status"), 2, "Deploy a stack that contains one");
            assertOneLine(remote.run("status", "--workflow", "A/B"), 2, "no fine-tuning workflow A/B");
        }
    }

    private String untilItAsks(RemoteStack remote) throws IOException {
        Path dataset = Stacks.smallDataset(folder, "{\"approval\": \"always\"}");
        String id =
                remote.json("submit", dataset.toString()).json().path("runId").asText();
        remote.pass(Duration.ofHours(1));
        return id;
    }

    private static long created(RemoteStack remote) {
        return remote.stack().calls().stream()
                .filter(call -> call.operation().equals("CreateModelCustomizationJob"))
                .count();
    }

    private static void assertOneLine(RemoteStack.Result result, int code, String part) {
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(part);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
