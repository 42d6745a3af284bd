package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.demonstration.Demonstration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests other systems in the comparison: the promoted model and recorded answers. */
class ComparedSystemsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static JsonNode verdict(DeployedStack stack, int run) throws Exception {
        String runId = stack.executions().get(run).name();
        return stack.result("runs/" + runId + "/verdict.json").orElseThrow();
    }

    private static void drop(DeployedStack stack, Path dataset) throws Exception {
        Upload.of(Optional.of(dataset), Optional.empty()).into(stack);
        stack.settle();
    }

    @Test
    void aSecondRunAsksTheModelPromotedByTheFirstAndRecordedAnswersAreAColumn() throws Exception {
        Path small = Files.createDirectories(folder.resolve("routing"));
        Demonstration.generate(Demonstration.SEED).write(small);
        Files.writeString(
                small.resolve("run.json"),
                "{\"promote\":true,\"referenceModel\":null,\"gate\":{\"better\":[\"base\",\"promoted\"]}}");
        int questions = Files.readAllLines(small.resolve("test.jsonl")).size();
        List<String> legacy = new ArrayList<>();
        for (String line : Files.readAllLines(small.resolve("test.jsonl"))) {
            legacy.add(JSON.createObjectNode()
                    .put("id", JSON.readTree(line).path("id").asText())
                    .put("answer", "something else")
                    .toString());
        }
        Files.write(small.resolve("answers-legacy.jsonl"), legacy);
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, small);
            JsonNode first = verdict(stack, 0);
            assertThat(first.path("systems").has("promoted")).isFalse();
            assertThat(first.at("/systems/legacy/answered").asInt()).isEqualTo(questions);
            assertThat(first.at("/systems/legacy/metrics/accuracy/value").asDouble())
                    .isZero();
            assertThat(first.path("promote").asBoolean()).isTrue();

            drop(stack, small);
            JsonNode second = verdict(stack, 1);
            assertThat(second.at("/systems/promoted/answered").asInt()).isEqualTo(questions);
            assertThat(second.at("/systems/promoted/metrics/accuracy"))
                    .isEqualTo(first.at("/systems/tuned/metrics/accuracy"));
            // The same data result in the same model. It is not better than itself, so it does not pass the gate.
            assertThat(second.path("promote").asBoolean()).isFalse();
            assertThat(second.path("nextStep").asText()).contains("not shown to be better than promoted");
            assertThat(asked(stack, stack.executions().get(0).name())).isEqualTo(2L * questions);
        }
    }

    /** Returns the number of requests to the deployment of a run's model. */
    private static long asked(DeployedStack stack, String runId) {
        return stack.calls().stream()
                .filter(call -> call.operation().equals("Converse"))
                .map(CallRecord::resource)
                .filter(resource -> resource.contains("custom-model-deployment"))
                .filter(resource -> resource.equals(endpoint(stack, runId)))
                .count();
    }

    private static String endpoint(DeployedStack stack, String runId) {
        try {
            return stack.result("runs/" + runId + "/serving.json")
                    .orElseThrow()
                    .path("arn")
                    .asText();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void recordedAnswersThatFitNoRecordEndTheRunBeforeItCostsAnything() throws Exception {
        Path small = Stacks.smallDataset(folder, "{}");
        Files.writeString(small.resolve("answers-legacy.jsonl"), "{\"id\":\"unheard-of\",\"answer\":\"x\"}\n");
        Files.writeString(small.resolve("answers-broken.jsonl"), "{\"id\":\"a\",\"answer\":\"x\"}\n{\"answer\":1}\n");
        Files.writeString(small.resolve("answers-tuned.jsonl"), "{\"id\":\"a\",\"answer\":\"x\"}\n");
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, small);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            String runId = stack.executions().get(0).name();
            JsonNode findings = stack.result("reports/" + runId + "/data.json")
                    .orElseThrow()
                    .path("findings");
            assertThat(findings.toString()).contains("answers-tuned.jsonl");
            assertThat(stack.calls()).extracting(CallRecord::operation).doesNotContain("CreateModelCustomizationJob");
        }
        Files.delete(small.resolve("answers-tuned.jsonl"));
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, small);
            String runId = stack.executions().get(0).name();
            JsonNode findings = stack.result("reports/" + runId + "/data.json")
                    .orElseThrow()
                    .path("findings");
            assertThat(findings.findValuesAsText("message"))
                    .anyMatch(message -> message.contains("None of its 1 IDs"))
                    .anyMatch(message -> message.contains("\"id\" must be a string"));
            assertThat(findings.findValuesAsText("line")).contains("2");
        }
    }
}
