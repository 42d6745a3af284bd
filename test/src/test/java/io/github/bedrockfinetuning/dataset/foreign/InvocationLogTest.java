package io.github.bedrockfinetuning.dataset.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.source.Source;
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

/** Tests which logged answers become training data, for all formats of bodies in Bedrock logs. */
class InvocationLogTest {
    private static final Model NOVA = Catalogue.load().model("amazon.nova-micro-v1:0");

    private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"Where is it?\"}]}";
    private static final String PROMPT = "{\"prompt\":\"Where is it?\"}";

    @TempDir
    Path directory;

    /** A format of a body that contains "In ", "Leeds." and the stop reason. */
    private enum Body {
        CONVERSE(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Where is it?\"}]}]}",
                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"In Leeds.\"}]}},"
                        + "\"stopReason\":END,\"metrics\":{\"latencyMs\":9}}"),
        CONVERSE_STREAM(
                CONVERSE.question,
                "[{\"messageStart\":{\"role\":\"assistant\"}},"
                        + "{\"contentBlockDelta\":{\"contentBlockIndex\":0,\"delta\":{\"text\":\"In \"}}},"
                        + "{\"contentBlockDelta\":{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Leeds.\"}}},"
                        + "{\"contentBlockStop\":{\"contentBlockIndex\":0}},{\"messageStop\":{\"stopReason\":END}},"
                        + "{\"metadata\":{\"metrics\":{\"latencyMs\":9}}}]"),
        CLAUDE(
                CHAT,
                "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"In \"},"
                        + "{\"type\":\"text\",\"text\":\"Leeds.\"}],\"stop_reason\":END}"),
        CLAUDE_STREAM(
                CHAT,
                "[{\"type\":\"message_start\",\"message\":{\"role\":\"assistant\",\"content\":[],\"stop_reason\":null}},"
                        + "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}},"
                        + "{\"type\":\"ping\"},"
                        + "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"In \"}},"
                        + "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Leeds.\"}},"
                        + "{\"type\":\"content_block_stop\",\"index\":0},"
                        + "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":END}},{\"type\":\"message_stop\"}]"),
        TITAN(
                "{\"inputText\":\"Where is it?\"}",
                "{\"inputTextTokenCount\":3,\"results\":[{\"tokenCount\":3,\"outputText\":\"In Leeds.\",\"completionReason\":END}]}"),
        TITAN_STREAM(
                TITAN.question,
                "[{\"outputText\":\"In \",\"index\":0,\"completionReason\":null},"
                        + "{\"outputText\":\"Leeds.\",\"index\":1,\"completionReason\":END}]"),
        LLAMA(PROMPT, "{\"generation\":\"In Leeds.\",\"generation_token_count\":3,\"stop_reason\":END}"),
        LLAMA_STREAM(
                PROMPT,
                "[{\"generation\":\"In \",\"stop_reason\":null},{\"generation\":\"Leeds.\",\"stop_reason\":null},"
                        + "{\"generation\":\"\",\"stop_reason\":END}]"),
        MISTRAL(PROMPT, "{\"outputs\":[{\"text\":\"In Leeds.\",\"stop_reason\":END}]}"),
        CHOICES(
                CHAT,
                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"In Leeds.\",\"tool_calls\":[]},"
                        + "\"finish_reason\":END}]}"),
        CHOICES_STREAM(
                CHAT,
                "[{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"In \"},\"finish_reason\":null}]},"
                        + "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Leeds.\"},\"finish_reason\":END}]},{\"choices\":[]}]"),
        COHERE(
                "{\"message\":\"Where is it?\",\"chat_history\":[]}",
                "{\"text\":\"In Leeds.\",\"finish_reason\":END,\"tool_calls\":[]}");

        private final String question;
        private final String answer;

        Body(String question, String answer) {
            this.question = question;
            this.answer = answer;
        }

        String ended(String reason) {
            return log(question, answer.replace("END", reason == null ? "null" : "\"" + reason + "\""));
        }
    }

    private static String log(String question, String answer) {
        return "{\"schemaType\":\"ModelInvocationLog\",\"modelId\":\"m\",\"input\":{\"inputBodyJson\":" + question
                + "},\"output\":{\"outputBodyJson\":" + answer + "}}";
    }

    @ParameterizedTest
    @CsvSource({
        "CONVERSE, end_turn, max_tokens content_filtered guardrail_intervened tool_use malformed_model_output",
        "CONVERSE_STREAM, end_turn, max_tokens content_filtered guardrail_intervened tool_use model_context_window_exceeded",
        "CLAUDE, end_turn, max_tokens refusal tool_use pause_turn",
        "CLAUDE_STREAM, stop_sequence, max_tokens refusal tool_use pause_turn",
        "TITAN, FINISH, LENGTH CONTENT_FILTERED RAG_QUERY_WHEN_RAG_DISABLED",
        "TITAN_STREAM, FINISHED, LENGTH CONTENT_FILTERED",
        "LLAMA, stop, length",
        "LLAMA_STREAM, stop, length",
        "MISTRAL, stop, length",
        "CHOICES, stop, length tool_calls content_filter",
        "CHOICES_STREAM, stop, length tool_calls content_filter",
        "COHERE, COMPLETE, MAX_TOKENS ERROR ERROR_TOXIC"
    })
    void onlyAWholeAnswerBecomesARecord(Body body, String whole, String others) throws IOException {
        List<String> lines = new ArrayList<>(List.of(body.ended(whole)));
        for (String other : others.split(" ")) {
            lines.add(body.ended(other));
        }
        lines.add(body.ended(null));
        Convert.Result result = convert(lines);

        assertThat(written())
                .containsExactly("{\"schemaVersion\":\"bedrock-conversation-2024\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":[{\"text\":\"Where is it?\"}]},{\"role\":\"assistant\",\"content\":[{\"text\":"
                        + "\"In Leeds.\"}]}]}");
        assertThat(result.refused()).hasSize(lines.size() - 1);
        List<String> reasons =
                result.refused().stream().map(Convert.Refused::reason).toList();
        for (int i = 0; i < others.split(" ").length; i++) {
            assertThat(reasons.get(i)).contains("stop reason " + others.split(" ")[i]);
        }
        assertThat(reasons.get(reasons.size() - 1)).contains("incomplete");
        assertThat(result.answers().values()).containsExactly(1L);
    }

    @Test
    void aToolCallIsRefusedAlikeStreamedOrNot() throws IOException {
        String converse = Body.CONVERSE.question;
        Convert.Result result = convert(List.of(
                log(
                        CHAT,
                        "{\"content\":[{\"type\":\"text\",\"text\":\"Let me see.\"},{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\","
                                + "\"input\":{}}],\"stop_reason\":\"end_turn\"}"),
                log(
                        CHAT,
                        "[{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\"}},"
                                + "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}},"
                                + "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}]"),
                log(
                        converse,
                        "{\"output\":{\"message\":{\"content\":[{\"text\":\"Let me see.\"},{\"toolUse\":{}}]}},"
                                + "\"stopReason\":\"end_turn\"}"),
                log(
                        converse,
                        "[{\"contentBlockDelta\":{\"delta\":{\"text\":\"Let me see.\"}}},"
                                + "{\"contentBlockStart\":{\"start\":{\"toolUse\":{\"name\":\"n\"}}}},"
                                + "{\"contentBlockDelta\":{\"delta\":{\"toolUse\":{\"input\":\"{}\"}}}},"
                                + "{\"messageStop\":{\"stopReason\":\"end_turn\"}}]"),
                log(
                        CHAT,
                        "{\"choices\":[{\"message\":{\"content\":\"Let me see.\",\"tool_calls\":[{\"id\":\"t\"}]},"
                                + "\"finish_reason\":\"stop\"}]}")));

        assertThat(written()).isEmpty();
        assertThat(result.refused())
                .hasSize(5)
                .allMatch(refused -> refused.reason().contains("the output contains a part that is not text"));
    }

    @Test
    void reasoningIsLeftOutAlikeStreamedOrNot() throws IOException {
        String converse = Body.CONVERSE.question;
        convert(List.of(
                log(
                        converse,
                        "{\"output\":{\"message\":{\"content\":[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm.\"}}},"
                                + "{\"text\":\"Leeds\"}]}},\"stopReason\":\"end_turn\"}"),
                log(
                        converse,
                        "[{\"contentBlockDelta\":{\"delta\":{\"reasoningContent\":{\"text\":\"Hm.\"}}}},"
                                + "{\"contentBlockDelta\":{\"delta\":{\"text\":\"Leeds\"}}},"
                                + "{\"messageStop\":{\"stopReason\":\"end_turn\"}}]"),
                log(
                        CHAT,
                        "{\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"s\"},"
                                + "{\"type\":\"redacted_thinking\",\"data\":\"x\"},{\"type\":\"text\",\"text\":\"Leeds\"}],"
                                + "\"stop_reason\":\"end_turn\"}"),
                log(
                        CHAT,
                        "[{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}},"
                                + "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm.\"}},"
                                + "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"signature_delta\",\"signature\":\"s\"}},"
                                + "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"Leeds\"}},"
                                + "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}]"),
                log(
                        PROMPT,
                        "{\"choices\":[{\"text\":\"<think>\\nHm.\\n</think>\\n\\nLeeds\",\"stop_reason\":\"stop\"}]}"),
                log(
                        CHAT,
                        "{\"choices\":[{\"message\":{\"content\":\"<reasoning>Hm.</reasoning>Leeds\"},\"finish_reason\":\"stop\"}]}"),
                log(PROMPT, "{\"choices\":[{\"text\":\"<think>\\nHm.\",\"stop_reason\":\"stop\"}]}")));

        assertThat(written()).hasSize(6).allMatch(line -> line.contains("\"Leeds\"") && !line.contains("Hm."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}",
                "{\"modelStreamErrorException\":{\"message\":\"m\"}}",
                "{\"internalServerException\":{\"message\":\"m\"}}"
            })
    void anAnswerThatBrokeOffIsRefused(String event) throws IOException {
        String text = "{\"contentBlockDelta\":{\"delta\":{\"text\":\"In\"}}}";
        Convert.Result result =
                convert(List.of(log(CHAT, "[" + text + "," + event + "]"), log(CHAT, "[" + text + "]")));

        assertThat(written()).isEmpty();
        assertThat(result.refused().get(0).reason()).contains("ended with an error");
        assertThat(result.refused().get(1).reason()).contains("incomplete");
    }

    @Test
    void callsThatFailedAndBodiesKeptElsewhereAreRefused() throws IOException {
        String whole = Body.LLAMA.ended("stop");
        Convert.Result result = convert(List.of(
                "{\"errorCode\":\"ThrottlingException\"," + whole.substring(1),
                whole.replace("\"inputBodyJson\":" + PROMPT, "\"inputBodyS3Path\":\"s3://b/k\""),
                whole.replace("\"outputBodyJson\":", "\"outputBodyS3Path\":\"s3://b/k\",\"outputBodyJson\":"),
                whole.replace("\"stop_reason\"", "\"amazon-bedrock-guardrailAction\":\"INTERVENED\",\"stop_reason\""),
                whole.replace("\"stop_reason\"", "\"amazon-bedrock-guardrailAction\":\"NONE\",\"stop_reason\""),
                log(PROMPT, "{\"embedding\":[0.1]}"),
                log(PROMPT, "{\"results\":[{\"outputText\":\"a\"},{\"outputText\":\"b\"}]}")));

        assertThat(written()).hasSize(1);
        assertThat(result.refused())
                .extracting(Convert.Refused::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("failed with ThrottlingException"),
                        reason -> assertThat(reason).contains("stored in a separate object"),
                        reason -> assertThat(reason).contains("stored in a separate object"),
                        reason -> assertThat(reason).contains("guardrail"),
                        reason -> assertThat(reason).contains("does not contain the text"),
                        reason -> assertThat(reason).contains("several answers"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\n\\nHuman: Where is it?\\n\\nAssistant:",
                "User: Where is it?\\nBot:",
                "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\\n\\nWhere?<|eot_id|>",
                "<s>[INST] Where is it? [/INST]",
                "<start_of_turn>user\\nWhere?<end_of_turn>",
                "<｜User｜>Where?<｜Assistant｜>",
                "### Instruction:\\nWhere?\\n\\n### Response:\\n"
            })
    void aPromptInAModelsChatTemplateIsRefused(String prompt) throws IOException {
        Convert.Result result = convert(
                List.of(log("{\"prompt\":\"" + prompt + "\"}", "{\"generation\":\"a\",\"stop_reason\":\"stop\"}")));

        assertThat(result.refused())
                .singleElement()
                .matches(refused -> refused.reason().contains("chat template"));
    }

    @Test
    void partsOfTheQuestionThatCarryNothingArePassedOverAndOthersRefused() throws IOException {
        String answer = "{\"output\":{\"message\":{\"content\":[{\"text\":\"a\"}]}},\"stopReason\":\"end_turn\"}";
        String asked =
                "{\"system\":[{\"text\":\"Be brief.\"},{\"cachePoint\":{\"type\":\"default\"}}],\"messages\":[{\"role\":"
                        + "\"user\",\"content\":[{\"text\":\"q\"},PART]}]}";
        Convert.Result result = convert(List.of(
                log(asked.replace("PART", "{\"cachePoint\":{\"type\":\"default\"}}"), answer),
                log(asked.replace("PART", "{\"guardContent\":{\"text\":{\"text\":\"r\"}}}"), answer),
                log(asked.replace("PART", "{\"image\":{\"format\":\"png\"}}"), answer),
                log(asked.replace("PART", "{\"document\":{\"name\":\"d\"}}"), answer),
                log(asked.replace("PART", "{\"toolResult\":{}}"), answer),
                log(asked.replace("PART", "{\"type\":\"image\",\"source\":{}}"), answer)));

        assertThat(written()).hasSize(2).allMatch(line -> line.contains("\"system\":[{\"text\":\"Be brief.\"}]"));
        assertThat(written().get(1)).contains("\"q\\nr\"");
        assertThat(result.refused())
                .hasSize(4)
                .allMatch(refused -> refused.reason().contains("the input contains a part that is not text"));
    }

    @Test
    void anAnswerThatTheRequestBeganIsRefused() throws IOException {
        Convert.Result result = convert(List.of(log(
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"{\"}]}",
                "{\"content\":[{\"type\":\"text\",\"text\":\"}\"}],\"stop_reason\":\"end_turn\"}")));

        assertThat(result.refused())
                .singleElement()
                .matches(refused -> refused.reason().contains("contains the beginning of the answer"));
    }

    private Convert.Result convert(List<String> lines) throws IOException {
        Path file = Files.write(directory.resolve("log.jsonl"), lines);
        return Convert.convert(Source.of(file), Origin.INVOCATION_LOGS, NOVA, directory.resolve("out.jsonl"));
    }

    private List<String> written() throws IOException {
        return Files.readAllLines(directory.resolve("out.jsonl"));
    }
}
