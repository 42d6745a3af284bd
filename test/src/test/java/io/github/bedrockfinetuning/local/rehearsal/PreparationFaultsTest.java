package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.states.Execution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests faults before a dataset incurs charges: rows 11 to 21 of docs/FAULTS.md that no other test covers. */
class PreparationFaultsTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("Row 11: a service is broken while the dataset is prepared, and then is not")
    void aServiceThatRecoversCostsTimeAlone() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "PrepareDataset.GetObject:not-executed*3")) {
            run.assertHolds("SUCCEEDED");
        }
    }

    @Test
    @DisplayName("Row 12: a record that no memory holds")
    void aDeathByMemoryIsTriedAFewTimesAndToldWithItsLikelyCause() throws Exception {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "PrepareDataset:out-of-memory*")) {
            run.assertHolds("FAILED");
            assertThat(run.reason()).contains("out of memory", "record", "too long");
            assertThat(run.jobs()).isZero();
        }
        try (DeployedStack stack = Stacks.deploy()) {
            Path dataset = Stacks.smallDataset(folder, "{}");
            String whole = Files.readString(dataset.resolve("train.jsonl"));
            stack.upload("inbox/long/train.jsonl", ("{\"a\":\"" + "x".repeat(20_000_000) + "\"}\n" + whole).getBytes());
            stack.upload("inbox/long/test.jsonl", Files.readAllBytes(dataset.resolve("test.jsonl")));
            stack.upload("inbox/long/run.json", "{}".getBytes());
            stack.settle();
            JsonNode status = Stacks.status(stack);
            assertThat(status.path("status").asText()).isEqualTo("REJECTED");
            assertThat(status.path("reason").asText()).contains("line 1");
        }
    }

    @Test
    @DisplayName("Row 13: what was dropped is deleted before it is read")
    void whatIsGoneIsToldAndNothingIsStarted() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when("PrepareDataset", stack -> StruckRun.delete(stack, "inbox/forty/run.json"))
                .run()) {
            assertThat(run.status().path("status").asText()).isEqualTo("FAILED");
            assertThat(run.reason()).contains("was deleted", "Nothing was started");
            assertThat(run.message()).contains("was deleted", "What to do: ", "upload the dataset again");
            assertThat(run.jobs()).isZero();
            assertThat(run.stack().aws().meter().stillBilling()).isEmpty();
        }
    }

    @Test
    @DisplayName("Row 14: what was dropped is overwritten before it is read")
    void theVersionThatStartedTheRunIsReadAndTheNewerOneMentioned() {
        String drop = "inbox/forty/run.json";
        byte[] later = "{\"referenceModel\": 7}".getBytes(StandardCharsets.UTF_8);
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .when("PrepareDataset", stack -> stack.upload(drop, later))
                .run()) {
            List<Execution> runs = run.stack().executions();
            assertThat(runs).extracting(Execution::status).containsOnly(Execution.Status.SUCCEEDED);
            assertThat(run.status().path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(run.status().path("notes").toString()).contains("A newer version of the file");
            assertThat(run.stack().aws().meter().stillBilling()).isEmpty();
        }
    }

    @Test
    @DisplayName("Row 15: the data key cannot be used")
    void aKeyThatCannotBeUsedIsNamedAndAskedOnce() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .without("FineTuningPrepareDatasetPolicy/DataKey")
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("kms:Decrypt", "key");
            assertThat(run.stack().log().stream().filter(line -> line.contains("\"step\":\"PrepareDataset\"")))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("Row 16: one bad line in ten thousand")
    void oneBadLineIsNamedAndNothingIsPaid() throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            List<String> lines = new FaultScenario("many", "us-east-1", 10_000, 6, "{}", List.of(), false)
                    .objects().entrySet().stream()
                            .filter(object -> object.getKey().endsWith("train.jsonl"))
                            .flatMap(object -> new String(object.getValue(), StandardCharsets.UTF_8).lines())
                            .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
            lines.set(7_122, "{\"schemaVersion\":");
            byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            stack.upload("inbox/many.jsonl", bytes);
            stack.settle();
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            assertThat(Stacks.status(stack).path("reason").asText()).contains("line 7123");
            assertThat(stack.aws().s3().bucket(stack.datasets()).versions("inbox/many.jsonl"))
                    .hasSize(1);
            try (var in = stack.aws()
                    .s3()
                    .get(stack.datasets(), "inbox/many.jsonl")
                    .orElseThrow()
                    .content()
                    .open()) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
            assertThat(stack.calls()).extracting(CallRecord::operation).doesNotContain("CreateModelCustomizationJob");
        }
    }

    @Test
    @DisplayName("Row 17: a file was staged, and the answer lost")
    void aRepeatedStagingIsDone() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "PrepareDataset.PutObject:lost-answer*3")) {
            run.assertHolds("SUCCEEDED");
        }
    }

    @Test
    @DisplayName("Rows 18 and 19 cannot come up: files are staged by single conditional writes, from pinned versions")
    void nothingIsCopiedOrUploadedInParts() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN)) {
            Set<String> staged = new java.util.TreeSet<>();
            for (CallRecord call : run.stack().calls()) {
                assertThat(call.operation()).doesNotContain("Multipart", "UploadPart", "CopyObject");
                if (call.operation().equals("PutObject") && call.resource().contains("/staged/")) {
                    assertThat(staged.add(call.resource())).isTrue();
                }
            }
            assertThat(staged).isNotEmpty();
        }
    }

    @Test
    @DisplayName("Row 20: a price that nobody has published")
    void anUnknownPriceIsAskedForBeforeAnythingIsCreated() {
        FaultScenario unpriced = new FaultScenario(
                "unpriced",
                "us-east-1",
                34,
                FaultScenario.TESTS,
                "{\"baseModel\": \"amazon.nova-pro-v1:0:300k\", \"referenceModel\": null}",
                List.of(),
                false);
        try (StruckRun run = StruckRun.setup(unpriced).unanswered().run()) {
            run.assertEnded("DECLINED");
            assertThat(run.messages().get(0))
                    .contains("because some prices are not known", "Nothing has been created yet");
            assertThat(run.jobs()).isZero();
        }
    }

    @Test
    @DisplayName("Row 21: nobody answers whether the run may cost that much")
    void aQuestionThatNobodyAnswersIsANo() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN).unanswered().run()) {
            run.assertEnded("DECLINED");
            assertThat(run.jobs()).isZero();
            assertThat(Duration.between(
                            run.execution().startDate(), run.execution().stopDate()))
                    .isGreaterThan(Duration.ofHours(1));
        }
    }
}
