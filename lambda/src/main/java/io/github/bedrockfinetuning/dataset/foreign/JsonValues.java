package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.source.PlainText;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads records from JSON that is not in JSON Lines format, one at a time, regardless of the file size. */
final class JsonValues {
    /** The names of fields whose lists are parts of a single record. */
    private static final Set<String> IN_A_RECORD = Set.of(
            "messages",
            "conversations",
            "conversation",
            "turns",
            "dialogue",
            "dialog",
            "history",
            "contents",
            "system",
            "tools",
            "functions",
            "answers",
            "paragraphs",
            "choices",
            "input",
            "output");

    private static final ObjectReader ONE =
            StrictJson.LENIENT.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonValues() {}

    /**
     * Returns the name of the field in a file's first object that contains a list of objects, such as {@code data},
     * or null if there is none.
     */
    static @Nullable String listIn(Source source) throws IOException {
        try (Reader in = new BufferedReader(PlainText.of(source));
                JsonParser parser = StrictJson.LENIENT.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_ARRAY && !IN_A_RECORD.contains(name)) {
                    if (parser.nextToken() == JsonToken.START_OBJECT) {
                        return name;
                    }
                    while (parser.currentToken() != JsonToken.END_ARRAY) {
                        parser.skipChildren();
                        parser.nextToken();
                    }
                } else {
                    parser.skipChildren();
                }
            }
            return null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /**
     * @param list the field whose items are the records, or null if the records are the values themselves or the items
     *     of an array
     */
    static void read(Source source, Reader in, @Nullable String list, RecordFile.Sink sink) throws IOException {
        try (JsonParser parser = StrictJson.LENIENT.createParser(in)) {
            if (list != null) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean found = list.equals(parser.currentName());
                    if (parser.nextToken() == JsonToken.START_ARRAY && found) {
                        break;
                    }
                    parser.skipChildren();
                }
                items(parser, sink);
                return;
            }
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    items(parser, sink);
                } else {
                    value(parser, sink);
                }
            }
        } catch (JsonProcessingException e) {
            throw new RecordFile.NotJson(
                    source.name() + ", line " + e.getLocation().getLineNr() + ": not valid JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private static void items(JsonParser parser, RecordFile.Sink sink) throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            value(parser, sink);
        }
    }

    private static void value(JsonParser parser, RecordFile.Sink sink) throws IOException {
        long line = parser.currentTokenLocation().getLineNr();
        JsonNode record = ONE.readTree(parser);
        RecordFile.deliver(line, record, sink);
    }
}
