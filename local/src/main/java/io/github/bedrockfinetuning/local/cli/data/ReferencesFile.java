package io.github.bedrockfinetuning.local.cli.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answers.AnswersFile;
import io.github.bedrockfinetuning.answers.JsonLines;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads reference answers from JSON Lines with {@code {"id", "references"}}, from a fine-tuning dataset, or from a
 * file in the JSON format of TAT-QA.
 */
final class ReferencesFile {
    private ReferencesFile() {}

    static List<TestRecord> read(Path file) throws IOException {
        if (firstCharacter(file) == '[') {
            return tatQa(file);
        }
        Source source = Source.of(file, file.toString());
        Optional<RecordFormatId> format = Examples.formatOf(source);
        return format.isPresent() ? dataset(source, format.get()) : lines(file);
    }

    private static int firstCharacter(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int c = in.read();
            while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                c = in.read();
            }
            return c;
        }
    }

    private static List<TestRecord> lines(Path file) throws IOException {
        List<TestRecord> references = new ArrayList<>();
        JsonLines.read(file, object -> {
            String id = JsonLines.text(object, "id");
            JsonNode right = object.path("references");
            if (!right.isArray() || right.isEmpty()) {
                throw new IllegalArgumentException("\"references\" must be a list of one or more strings.");
            }
            List<String> texts = texts(right);
            String prompt = object.path("prompt").textValue();
            object.remove(List.of("id", "references"));
            references.add(new TestRecord(id, texts, fields(object), prompt));
        });
        return references;
    }

    private static List<TestRecord> dataset(Source source, RecordFormatId format) throws IOException {
        List<TestRecord> references = new ArrayList<>();
        Examples.read(
                source,
                format,
                example -> references.add(new TestRecord(
                        example.id(), List.of(example.reference()), fields(example.fields()), example.prompt())));
        return references;
    }

    private static List<TestRecord> tatQa(Path file) throws IOException {
        JsonNode contexts;
        try {
            contexts = JsonLines.JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
        List<TestRecord> references = new ArrayList<>();
        for (JsonNode context : contexts) {
            for (JsonNode question : context.path("questions")) {
                if (!(question instanceof ObjectNode object) || !object.has("uid") || !object.has("answer")) {
                    throw new IllegalArgumentException(file
                            + " is a JSON array, but it is not in TAT-QA format: each question requires \"uid\" and"
                            + " \"answer\".");
                }
                String plain = AnswersFile.plain(
                        object.get("answer"), object.path("scale").asText(""));
                references.add(new TestRecord(
                        object.get("uid").asText(),
                        List.of(plain),
                        fields(object),
                        object.path("question").textValue()));
            }
        }
        return references;
    }

    private static Map<String, String> fields(ObjectNode object) {
        Map<String, String> fields = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            fields.put(entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
        });
        return fields;
    }

    /** Returns the strings in a list of references. */
    static List<String> texts(JsonNode references) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : references) {
            if (!one.isTextual()) {
                throw new IllegalArgumentException(
                        "\"references\" must contain only strings, but it contains " + one + ".");
            }
            texts.add(one.textValue());
        }
        return texts;
    }
}
