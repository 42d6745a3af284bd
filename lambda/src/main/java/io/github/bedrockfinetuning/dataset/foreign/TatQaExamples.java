package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads TAT-QA JSON: a list of contexts, each with a table, paragraphs, and questions about them. Every question
 * becomes a record that includes the whole context.
 *
 * @see <a href="https://github.com/NExTplusplus/TAT-QA">TAT-QA</a>
 */
final class TatQaExamples {
    /** Reads a single context. */
    private static final ObjectReader CONTEXT =
            StrictJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String SYSTEM =
            "You answer questions about an excerpt of a company's financial report. Use the"
                    + " table and the text. Reply with the answer only: the exact words or number, with its scale (thousand,"
                    + " million, billion) or % when there is one. Separate several answers with '; '.";

    private TatQaExamples() {}

    static void read(Source source, Convert.Sink sink) throws IOException {
        try (InputStream in = source.open();
                JsonParser parser = StrictJson.MAPPER.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException(source.name() + " is not in TAT-QA's JSON format, which is a list of contexts.");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                long line = parser.currentTokenLocation().getLineNr();
                context(line, CONTEXT.readTree(parser), sink);
            }
        } catch (JsonProcessingException e) {
            throw new IOException(source.name() + ", line " + e.getLocation().getLineNr() + ": not valid JSON.", e);
        }
    }

    private static void context(long line, JsonNode context, Convert.Sink sink) throws IOException {
        String shown = "Table:\n" + table(context) + "\n\nText:\n" + text(context);
        for (JsonNode question : context.path("questions")) {
            String id = question.path("uid").asText();
            if (!question.path("question").isTextual() || !question.has("answer")) {
                sink.refuse(line, "question " + id + " has no text or no answer");
                continue;
            }
            String prompt = shown + "\n\nQuestion: " + question.get("question").textValue();
            ObjectNode fields = StrictJson.MAPPER.createObjectNode();
            List<Turn> turns = List.of(Turn.user(prompt), Turn.assistant(answer(question)));
            sink.accept(line, new Example(id, SYSTEM, turns, fields));
        }
    }

    private static String table(JsonNode context) {
        return stream(context.path("table").path("table"))
                .map(row -> stream(row).map(JsonNode::asText).collect(Collectors.joining(" | ")))
                .collect(Collectors.joining("\n"));
    }

    private static String text(JsonNode context) {
        return stream(context.path("paragraphs"))
                .sorted(Comparator.comparingInt(
                        paragraph -> paragraph.path("order").asInt()))
                .map(paragraph -> paragraph.path("text").asText())
                .collect(Collectors.joining("\n"));
    }

    private static String answer(JsonNode question) {
        JsonNode answer = question.get("answer");
        List<String> parts = new ArrayList<>();
        if (answer.isArray()) {
            answer.forEach(part -> parts.add(part.asText()));
        } else {
            parts.add(answer.asText());
        }
        String scale = question.path("scale").asText();
        String joined = String.join("; ", parts);
        if (scale.isEmpty()) {
            return joined;
        }
        return scale.equals("percent") ? joined + (joined.endsWith("%") ? "" : "%") : joined + " " + scale;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
