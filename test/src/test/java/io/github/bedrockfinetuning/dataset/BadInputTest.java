package io.github.bedrockfinetuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests malformed files with the results that the AWS documentation and AWS tools specify. */
class BadInputTest {
    private static final Set<String> CERTAIN = Set.of("documented", "aws_script", "json_spec");
    private static final Model HAIKU = Catalogue.load().model("anthropic.claude-3-haiku-20240307-v1:0");

    @Test
    void agreesWithEveryCaseInVerdictAndLines() throws IOException {
        List<String> certain = new ArrayList<>();
        List<String> other = new ArrayList<>();
        int others = 0;
        for (String line : Files.readAllLines(Shared.path("bad-input", "expected.jsonl"))) {
            JsonNode expected = new ObjectMapper().readTree(line);
            boolean sure = CERTAIN.contains(expected.path("certainty").asText());
            others += sure ? 0 : 1;
            CheckResult result = check(expected);
            if (!agrees(expected, result)) {
                (sure ? certain : other)
                        .add(expected.path("file").asText() + ": "
                                + result.verdict().id() + " "
                                + lines(result) + " instead of "
                                + expected.path("verdict").asText() + " "
                                + expected.path("lines") + result.findings());
            }
        }
        assertThat(certain).isEmpty();
        assertThat(other).hasSizeLessThanOrEqualTo(others / 10);
    }

    private static CheckResult check(JsonNode expected) throws IOException {
        Source file = source(expected.path("file").asText());
        boolean training = expected.path("kind").asText().equals("training");
        if (!expected.has("pair")) {
            return DatasetCheck.check(file, HAIKU, training ? FileKind.TRAINING : FileKind.VALIDATION);
        }
        Source pair = source(expected.path("pair").asText());
        return training
                ? DatasetCheck.checkPair(file, pair, HAIKU).get(0)
                : DatasetCheck.checkPair(pair, file, HAIKU).get(1);
    }

    private static Source source(String name) throws IOException {
        return Source.of(Shared.path("bad-input", name));
    }

    private static boolean agrees(JsonNode expected, CheckResult result) {
        String verdict = expected.path("verdict").asText();
        if (!result.verdict().id().equals(verdict)) {
            return false;
        }
        if (verdict.equals("accept") || expected.path("lines").isNull()) {
            return true;
        }
        Set<Long> lines = new TreeSet<>();
        expected.path("lines").forEach(line -> lines.add(line.asLong()));
        return lines(result).equals(lines);
    }

    /** Returns the lines of the findings that determine the verdict. */
    private static Set<Long> lines(CheckResult result) {
        Severity deciding = result.verdict() == FileVerdict.REJECT ? Severity.ERROR : Severity.WARNING;
        Set<Long> lines = new TreeSet<>();
        for (Finding finding : result.findings()) {
            if (finding.severity() == deciding && finding.line() != null) {
                lines.add(finding.line());
            }
        }
        return lines;
    }
}
