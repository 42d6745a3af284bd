package io.github.bedrockfinetuning.dataset.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.FileVerdict;
import io.github.bedrockfinetuning.dataset.preparation.Preparation.Prepared;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests optional parts that are present but empty, and turns without text. */
class EmptyPartsTest {
    private static final Model NOVA = Catalogue.load().model("amazon.nova-micro-v1:0");
    private static final Model HAIKU = Catalogue.load().model("anthropic.claude-3-haiku-20240307-v1:0");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"\"system\":[],", "\"system\":null,", ""})
    void anEmptyListOrNullSaysThatThereIsNoSystemPrompt(String system) throws IOException {
        Prepared prepared = new Dropped(directory).prepare(new Dropped(directory).single(nova(60, system)), NOVA);

        assertThat(prepared.rejected()).isFalse();
        assertThat(prepared.checks()).allMatch(check -> check.verdict() == FileVerdict.ACCEPT);
        assertThat(Files.readString(prepared.files().train())
                        + Files.readString(prepared.files().test()))
                .doesNotContain("\"system\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\n\\t "})
    void aSystemTextThatConverseRefusesRejectsTheFile(String text) throws IOException {
        CheckResult result = check(NOVA, nova(60, "\"system\":[{\"text\":\"" + text + "\"}],"));

        assertThat(result.rejected()).isTrue();
        assertThat(result.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .hasSize(60)
                .allMatch(finding -> finding.field().equals("system[0].text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\\u200b"})
    void aBlankSystemStringIsLeftOutWithAWarning(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Dropped.routing(60)) {
            lines.add(line.replace("Reply with one label.", text));
        }
        Prepared prepared = new Dropped(directory).prepare(new Dropped(directory).single(lines), NOVA);

        assertThat(prepared.rejected()).isFalse();
        assertThat(prepared.checks().get(0).findings())
                .filteredOn(finding -> finding.rule().equals("BLANK_CONTENT"))
                .hasSize(60)
                .allMatch(finding -> finding.message().contains("removes it"));
        assertThat(Files.readString(prepared.files().train())
                        + Files.readString(prepared.files().test()))
                .doesNotContain("\"system\"");
    }

    @ParameterizedTest
    @CsvSource({
        "' ', answer, messages[0].content, error",
        "'\\u3000\\n', answer, messages[0].content, error",
        "'', answer, messages[0].content, error",
        "'\\u200b', answer, messages[0].content, warning",
        "'\\u00a0 ', answer, messages[0].content, warning",
        "question, '', messages[1].content, error",
        "question, ' \\t', messages[1].content, warning"
    })
    void aTurnWithoutAnythingToReadIsFound(String question, String answer, String field, String severity)
            throws IOException {
        List<String> lines = Dropped.routing(40);
        lines.set(
                7,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"" + question
                        + "\"},{\"role\":\"assistant\",\"content\":\"" + answer + "\"}]}");

        assertThat(check(HAIKU, lines).findings())
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .singleElement()
                .matches(finding -> finding.line() == 8 && finding.field().equals(field))
                .matches(finding -> finding.severity().id().equals(severity));
    }

    @Test
    void blankAnswersBeforeTheLastAreFoundToo() throws IOException {
        String turn = "{\"role\":\"%s\",\"content\":[{\"text\":\"%s\"}]}";
        List<String> lines = nova(40, "");
        lines.set(
                3,
                "{\"schemaVersion\":\"bedrock-conversation-2024\",\"messages\":["
                        + String.join(
                                ",",
                                turn.formatted("user", "One?"),
                                turn.formatted("assistant", "  "),
                                turn.formatted("user", "Two?"),
                                turn.formatted("assistant", "2"))
                        + "]}");

        assertThat(check(NOVA, lines).findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .singleElement()
                .matches(finding -> finding.field().equals("messages[1].content[0].text"));
    }

    private CheckResult check(Model model, List<String> lines) throws IOException {
        return DatasetCheck.check(new Dropped(directory).file("file.jsonl", lines), model, FileKind.TRAINING);
    }

    private static List<String> nova(int records, String system) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            lines.add("{\"schemaVersion\":\"bedrock-conversation-2024\"," + system
                    + "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Message " + i * 7919
                    + " about my card\"}]},{\"role\":\"assistant\",\"content\":[{\"text\":\"label_" + i % 5
                    + "\"}]}]}");
        }
        return lines;
    }
}
