package io.github.bedrockfinetuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests one unusual line among valid records for Claude 3 Haiku, for each case in {@code lines.jsonl}. The verdict must
 * be the expected one, and its finding must be at this line only.
 */
class LineCasesTest {
    private static final int AT = 17;

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> findsTheOddLine() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (BufferedReader cases = new BufferedReader(
                new InputStreamReader(getClass().getResourceAsStream("lines.jsonl"), StandardCharsets.UTF_8))) {
            for (String line = cases.readLine(); line != null; line = cases.readLine()) {
                JsonNode odd = StrictJson.MAPPER.readTree(line);
                tests.add(DynamicTest.dynamicTest(odd.path("case").asText(), () -> find(odd)));
            }
        }
        return tests.stream();
    }

    private void find(JsonNode odd) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            List<Turn> turns = List.of(Turn.user("Where is parcel " + i + "?"), Turn.assistant("label " + i % 4));
            lines.add(Examples.write(new Example("", "Reply with a label.", turns, null), RecordFormatId.MESSAGES));
        }
        lines.add(AT - 1, odd.path("line").asText());
        Path file = Files.write(directory.resolve("case.jsonl"), lines);

        CheckResult result =
                DatasetCheck.check(Source.of(file), Catalogue.load().modelFor(null), FileKind.TRAINING);

        assertThat(result.verdict().id())
                .as(result.findings().toString())
                .isEqualTo(odd.path("verdict").asText());
        assertThat(result.findings().stream()
                        .filter(finding -> finding.severity() != Severity.INFO)
                        .map(Finding::line))
                .allMatch(line -> line != null && line == AT);
    }
}
