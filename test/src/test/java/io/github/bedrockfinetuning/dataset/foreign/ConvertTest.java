package io.github.bedrockfinetuning.dataset.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Shared;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertTest {
    private static final Model NOVA = Catalogue.load().model("amazon.nova-micro-v1:0");
    private static final Model HAIKU = Catalogue.load().model("anthropic.claude-3-haiku-20240307-v1:0");
    private static final Model LLAMA = Catalogue.load().model("meta.llama3-1-8b-instruct-v1:0");

    @TempDir
    Path directory;

    private final Path out() {
        return directory.resolve("out.jsonl");
    }

    @Test
    void liftsTheSystemMessageOutOfAnOpenAiChat() throws IOException {
        Convert.Result result = convert(
                Origin.OPENAI_CHAT,
                HAIKU,
                "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"q\"},"
                        + "{\"role\":\"assistant\",\"content\":\"a\"}]}");

        assertThat(result.read()).isOne();
        assertThat(result.refused()).isEmpty();
        assertThat(result.unused()).isEmpty();
        assertThat(out())
                .content()
                .isEqualTo("{\"system\":\"Be brief.\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
                        + "{\"role\":\"assistant\",\"content\":\"a\"}]}\n");
    }

    @Test
    void passesOverOptionalPartsThatAreEmpty() throws IOException {
        String answer = "{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"";
        Convert.Result result = convert(
                Origin.OPENAI_CHAT,
                NOVA,
                "{\"messages\":[" + answer
                        + ",\"tool_calls\":[],\"refusal\":\"\",\"function_call\":{},\"audio\":null}]}",
                "{\"messages\":[{\"role\":\"system\",\"content\":null}," + answer + "}]}",
                "{\"messages\":[{\"role\":\"developer\",\"content\":[{\"type\":\"text\",\"text\":\" \"}]}," + answer
                        + "}]}",
                "{\"messages\":[{\"role\":\"system\",\"content\":[]}," + answer + "}]}",
                "{\"messages\":[{\"role\":\"system\",\"content\":\" \"}," + answer + "}]}");

        assertThat(result.refused()).isEmpty();
        assertThat(Files.readAllLines(out()))
                .hasSize(5)
                .containsOnly("{\"schemaVersion\":\"bedrock-conversation-2024\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":[{\"text\":\"q\"}]},{\"role\":\"assistant\",\"content\":[{\"text\":\"a\"}]}]}");
    }

    @Test
    void refusesTurnsThatAreOnlyWhiteSpace() throws IOException {
        Convert.Result result = convert(
                Origin.OPENAI_CHAT,
                NOVA,
                "{\"messages\":[{\"role\":\"user\",\"content\":\" \"},{\"role\":\"assistant\",\"content\":\"a\"}]}");

        assertThat(result.refused())
                .singleElement()
                .matches(refused -> refused.reason().contains("only white space"));
    }

    @Test
    void refusesWithLineAndReasonWhatCannotBeCarriedOver() throws IOException {
        Convert.Result result = convert(
                Origin.OPENAI_CHAT,
                HAIKU,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"tool_calls\":[{}]}]}",
                "nonsense",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"user\",\"content\":\"a\"}]}");

        assertThat(result.read()).isEqualTo(4);
        assertThat(result.written()).isEqualTo(1);
        assertThat(result.refused()).extracting(Convert.Refused::line).containsExactly(1L, 2L, 4L);
        assertThat(result.refused().get(0).reason()).contains("tool_calls");
    }

    @Test
    void readsTablesWithQuotedFieldsAndTheLineOfEachRow() throws IOException {
        Convert.Result result = convert(
                Origin.CSV, LLAMA, "Question;Answer", "\"one; \"\"two\"\"", "and three\";yes", "only one field", "x;y");

        assertThat(result.written()).isEqualTo(2);
        assertThat(result.refused()).extracting(Convert.Refused::line).containsExactly(4L);
        assertThat(Files.readAllLines(out()).get(0))
                .isEqualTo("{\"prompt\":\"one; \\\"two\\\"\\nand three\",\"completion\":\"yes\"}");
    }

    @Test
    void refusesATableWithoutTheColumns() {
        assertThatThrownBy(() -> convert(Origin.CSV, LLAMA, "a,b", "1,2"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("column");
    }

    @Test
    void takesQuestionAndAnswerOutOfInvocationLogs() throws IOException {
        Convert.Result result = convert(
                Origin.INVOCATION_LOGS,
                NOVA,
                "{\"modelId\":\"m\",\"operation\":\"Converse\",\"input\":{\"inputBodyJson\":{\"system\":[{\"text\":\"s\"}],"
                        + "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"q\"}]}]}},\"output\":{\"outputBodyJson\":"
                        + "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"a\"}]}}}}}",
                "{\"modelId\":\"m\",\"input\":{\"inputBodyS3Path\":\"s3://b/k\"},\"output\":{}}");

        assertThat(result.written()).isEqualTo(1);
        assertThat(result.refused()).extracting(Convert.Refused::line).containsExactly(2L);
        assertThat(out()).content().contains("\"system\":[{\"text\":\"s\"}]", "[{\"text\":\"a\"}]");
    }

    @Test
    void keepsTheAnswersOfEveryModelInTheLogsByTheLineOfTheRecord() throws IOException {
        String asked = "\",\"input\":{\"inputTokenCount\":7,\"inputBodyJson\":{\"messages\":[{\"role\":\"user\","
                + "\"content\":[{\"text\":\"q\"}]}]}},\"output\":{\"outputTokenCount\":2,\"outputBodyJson\":{\"metrics\":"
                + "{\"latencyMs\":310},\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"";
        String end = "\"}]}}}}}";
        String profile = "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0";

        Convert.Result result = convert(
                Origin.INVOCATION_LOGS,
                NOVA,
                "{\"modelId\":\"" + profile + asked + "one" + end,
                "nonsense",
                "{\"modelId\":\"base" + asked + "two" + end,
                "{\"modelId\":\"" + profile + asked + "three" + end);

        assertThat(result.answers())
                .isEqualTo(Map.of(
                        "answers-us.anthropic.claude-3-haiku-20240307-v1.jsonl", 2L, "answers-modelbase.jsonl", 1L));
        assertThat(Files.readAllLines(directory.resolve("answers-us.anthropic.claude-3-haiku-20240307-v1.jsonl")))
                .containsExactly(
                        "{\"id\":\"1\",\"answer\":\"one\",\"latencyMs\":310,\"inputTokens\":7,\"outputTokens\":2}",
                        "{\"id\":\"3\",\"answer\":\"three\",\"latencyMs\":310,\"inputTokens\":7,\"outputTokens\":2}");
        assertThat(Files.readAllLines(directory.resolve("answers-modelbase.jsonl")))
                .containsExactly(
                        "{\"id\":\"2\",\"answer\":\"two\",\"latencyMs\":310,\"inputTokens\":7,\"outputTokens\":2}");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void refusesAConversationOfSeveralTurnsForPromptAndCompletion() throws IOException {
        String turn = "{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}";
        Convert.Result result = convert(Origin.BEDROCK, LLAMA, "{\"messages\":[" + turn + "," + turn + "]}");

        assertThat(result.refused()).hasSize(1);
    }

    @Test
    void makesARecordOfEveryQuestionOfTatQa() throws IOException {
        Source source = Source.of(Shared.path("data", "tatqa_raw", "tatqa_dataset_dev.json"));

        Convert.Result result = Convert.convert(source, Origin.TATQA, HAIKU, out());

        assertThat(result.written()).isEqualTo(1668);
        assertThat(result.refused()).isEmpty();
        assertThat(DatasetCheck.check(Source.of(out()), HAIKU, FileKind.TRAINING)
                        .rejected())
                .isFalse();
    }

    @Test
    void givesEverySharedFileBackFromTheNovaForm() throws IOException {
        for (String set : List.of("anthropic_json_mode", "banking77", "snips", "tatqa")) {
            for (String part : List.of("train", "validation", "test")) {
                Path file = Shared.path("data", set, part + ".jsonl");
                Path nova = directory.resolve("nova.jsonl");
                Convert.convert(Source.of(file), Origin.BEDROCK, NOVA, nova);
                Convert.convert(Source.of(nova), Origin.BEDROCK, HAIKU, out());
                assertThat(tree(out())).isEqualTo(tree(file));
            }
        }
    }

    private static List<JsonNode> tree(Path file) throws IOException {
        List<JsonNode> tree = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            tree.add(new ObjectMapper().readTree(line));
        }
        return tree;
    }

    private Convert.Result convert(Origin origin, Model model, String... lines) throws IOException {
        Path file = Files.write(directory.resolve("in"), List.of(lines));
        return Convert.convert(Source.of(file), origin, model, out());
    }
}
