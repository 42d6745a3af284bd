package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.states.Execution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a run with an invalid file ends before it sends a request to Bedrock. */
class RejectedDatasetsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyRejectedFileEndsTheRunWithTheFindingsOfTheCheck() throws Exception {
        Path expected = Shared.path("bad-input", "expected.jsonl");
        return Files.readAllLines(expected).stream()
                .map(RejectedDatasetsTest::parse)
                .filter(row -> row.path("verdict").asText().equals("reject"))
                .filter(row -> row.path("kind").asText().equals("training")
                        && row.path("pair").isMissingNode())
                .map(row -> row.path("file").asText())
                .map(file -> DynamicTest.dynamicTest(file, () -> isRejected(Shared.path("bad-input", file))));
    }

    private void isRejected(Path file) throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            Upload.of(Optional.of(file), Optional.empty()).into(stack);
            // This time is before the first sweep, so all requests are from the run.
            stack.clock().runUntil(stack.clock().now().plusSeconds(600));
            assertThat(stack.executions().get(0).status()).isEqualTo(Execution.Status.SUCCEEDED);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            assertThat(stack.calls()).extracting("service").doesNotContain("bedrock");

            String runId = stack.executions().get(0).name();
            JsonNode findings = stack.result("reports/" + runId + "/data.json")
                    .orElseThrow()
                    .path("findings");
            assertThat(rows(findings)).isEqualTo(rows(check(file)));
        }
    }

    private static TreeSet<String> rows(JsonNode findings) {
        TreeSet<String> rows = new TreeSet<>();
        findings.forEach(finding -> rows.add(finding.path("severity").asText() + " "
                + finding.path("rule").asText() + " " + finding.path("line").asText() + " "
                + finding.path("message").asText()));
        return rows;
    }

    private static TreeSet<String> rows(List<Finding> findings) {
        return rows(JSON.valueToTree(findings));
    }

    private static List<Finding> check(Path file) throws Exception {
        return DatasetCheck.check(Source.of(file), null, FileKind.TRAINING).findings();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
