package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests datasets in the synthesized workflow. */
class RehearsalTest {
    @TempDir
    private Path folder;

    @Test
    void theDemonstrationEndsInAVerdictAndNothingOnTheBill() throws Exception {
        Outcome outcome = Stacks.rehearse(Optional.empty(), folder);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.verdict()).isEqualTo("better");
        assertThat(outcome.stillBilling()).isEmpty();
        assertThat(outcome.isGood()).isTrue();
        assertThat(outcome.systems().fieldNames()).toIterable().containsExactlyInAnyOrder("base", "tuned", "reference");
        for (JsonNode system : outcome.systems()) {
            assertThat(system.path("answered").asInt())
                    .isEqualTo(system.path("n").asInt())
                    .isEqualTo(264);
        }
        assertThat(outcome.states()).extracting(Outcome.StateRow::state).contains("StartTraining", "Evaluate", "Tell");
        assertThat(Files.readString(Path.of(outcome.report())))
                .contains("small local models, not with models on Amazon Bedrock");
    }

    @Test
    void everySystemAnswersAllOfBanking77AndTheTunedModelIsBetter() throws Exception {
        Outcome outcome = Stacks.rehearseWithoutSockets(Shared.path("data", "banking77"), folder);

        assertAnswered(outcome, 770);
        assertThat(outcome.verdict()).isEqualTo("better");
        JsonNode comparison = comparison(outcome, "tuned", "base");
        assertThat(comparison.path("low").asDouble()).isPositive();
    }

    @Test
    void theVerdictOnATaskOfRewritingSaysThatLocalModelsCannotLearnIt() throws Exception {
        Path rewriting = Files.createDirectories(folder.resolve("rewriting"));
        for (String file : List.of("train:120", "test:40")) {
            String name = file.substring(0, file.indexOf(':'));
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(file.substring(file.indexOf(':') + 1)); i++) {
                lines.add("{\"messages\":[{\"role\":\"user\",\"content\":\"Rewrite: " + name + " note " + i * 31
                        + "\"},{\"role\":\"assistant\",\"content\":\"" + Integer.toHexString(i * 7919 + 4001) + " "
                        + Integer.toHexString(i * 104729 + name.length()) + "\"}]}");
            }
            Files.write(rewriting.resolve(name + ".jsonl"), lines);
        }

        Outcome outcome = Stacks.rehearseWithoutSockets(rewriting, folder.resolve("reports"));

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.finalStatus().path("reason").asText())
                .contains("(scale 0-100): tuned", "write or rewrite text", "does not predict the result");
        assertThat(Files.readString(Path.of(outcome.report())))
                .contains("not with models on Amazon Bedrock", "cannot learn to write or rewrite text");
    }

    @Test
    void everySystemAnswersAllOfSnips() throws Exception {
        assertAnswered(Stacks.rehearseWithoutSockets(Shared.path("data", "snips"), folder), 700);
    }

    @Test
    void everySystemAnswersAllOfTatQa() throws Exception {
        assertAnswered(Stacks.rehearseWithoutSockets(Shared.path("data", "tatqa"), folder), 1264);
    }

    @Test
    void aDatasetsFolderIsNeverWrittenToAndNobodyElseCanReadTheReports() throws Exception {
        Path small = Stacks.smallDataset(folder, "{}");
        String before = listing(small);
        Outcome outcome = Stacks.rehearse(Optional.of(small), folder.resolve("reports"));
        assertThat(listing(small)).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(Path.of(outcome.report()).getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void theSameEventTwiceIsOneRun() throws Exception {
        Path small = Stacks.smallDataset(folder, "{}");
        try (DeployedStack stack = Stacks.deploy()) {
            Upload.of(Optional.of(small), Optional.empty()).into(stack);
            stack.aws().events().published().stream()
                    .filter(event -> event.path("detail")
                            .path("object")
                            .path("key")
                            .asText()
                            .endsWith("run.json"))
                    .forEach(stack.aws().events()::publish);
            stack.settle();
            assertThat(stack.executions()).hasSize(1);
            assertThat(jobsCreated(stack)).isEqualTo(1);
        }
    }

    @Test
    void aNewUploadOfTheSameFileIsANewRun() throws Exception {
        byte[] bytes = "not json\n".getBytes(StandardCharsets.UTF_8);
        try (DeployedStack stack = Stacks.deploy()) {
            stack.upload("inbox/a.jsonl", bytes);
            stack.upload("inbox/a.jsonl", bytes);
            stack.settle();
            assertThat(stack.executions()).hasSize(2);
        }
    }

    @Test
    void whatIsNoDropStartsNothing() throws Exception {
        byte[] record = "{}\n".getBytes(StandardCharsets.UTF_8);
        try (DeployedStack stack = Stacks.deploy()) {
            for (String key : new String[] {
                "elsewhere/a.jsonl",
                "a.jsonl",
                "inbox/folder/train.jsonl",
                "inbox/folder/deeper/run.json",
                "inbox/folder/deeper/a.jsonl",
                "inbox/run.json",
                "inbox/a.csv",
                "inbox/",
                "staged/x/train.jsonl",
                "inbox/folder/"
            }) {
                stack.upload(key, record);
            }
            stack.settle();
            assertThat(stack.executions()).isEmpty();
            assertThat(stack.aws().s3().bucket(stack.results()).keys())
                    .filteredOn(key -> key.startsWith("not-started/"))
                    .as("one response for each folder and problem")
                    .hasSize(4);
            assertThat(stack.aws().calls().of("sns", "Publish"))
                    .as("none for the empty folder")
                    .hasSize(3);
        }
    }

    @Test
    void whatARunWritesStartsNoOther() throws Exception {
        Path small = Stacks.smallDataset(folder, "{}");
        try (DeployedStack stack = Stacks.deploy()) {
            Upload.of(Optional.of(small), Optional.empty()).into(stack);
            stack.settle();
            assertThat(stack.executions()).hasSize(1);
        }
    }

    @Test
    void aStateThatTheRunNeverCameToIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.jsonl"), "{\n");
        assertThatThrownBy(() -> Stacks.rehearse(Optional.of(file), folder, "CheckServing:fails"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did not reach CheckServing");
    }

    static long jobsCreated(DeployedStack stack) {
        return stack.calls().stream()
                .filter(call -> call.operation().equals("CreateModelCustomizationJob"))
                .filter(CallRecord::executed)
                .count();
    }

    private static void assertAnswered(Outcome outcome, int records) {
        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.stillBilling()).isEmpty();
        assertThat(outcome.systems()).hasSize(3);
        for (JsonNode system : outcome.systems()) {
            assertThat(system.path("n").asInt()).isEqualTo(records);
            assertThat(system.path("answered").asInt()).isEqualTo(records);
        }
    }

    private static JsonNode comparison(Outcome outcome, String a, String b) {
        for (JsonNode comparison : outcome.comparisons()) {
            if (comparison.path("a").asText().equals(a)
                    && comparison.path("b").asText().equals(b)
                    && comparison.path("slice").isNull()) {
                return comparison;
            }
        }
        throw new AssertionError("No comparison of " + a + " with " + b);
    }

    private static String listing(Path directory) throws Exception {
        StringBuilder listing = new StringBuilder();
        try (var files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                listing.append(file.getFileName())
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append('\n');
            }
        }
        return listing.toString();
    }
}
