package io.github.bedrockfinetuning.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads files with one JSON object per line. Blank lines are skipped. */
public final class JsonLines {
    /** Indicates that a line is not valid. */
    public static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final long line;
        private final String complaint;

        Malformed(Path file, long line, String complaint, Throwable cause) {
            super(file + ", line " + line + ": " + complaint, cause);
            this.line = line;
            this.complaint = complaint;
        }

        /** Returns the line number, starting at 1. */
        public long line() {
            return line;
        }

        /** Returns the description of the problem. */
        public String complaint() {
            return complaint;
        }
    }

    /** Processes each object. Throws an {@link IllegalArgumentException} if the object is not valid. */
    public interface Consumer {
        void accept(ObjectNode object) throws IOException;
    }

    /**
     * A mapper that reads NaN and Infinity, which Python writes. It writes ASCII, so the terminal's encoding does not
     * matter.
     */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private JsonLines() {}

    /**
     * Reads all objects in a file.
     *
     * @throws Malformed with the file and line, if a line is not a JSON object or the consumer rejects it
     */
    public static void read(Path file, Consumer consumer) throws IOException {
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    consumer.accept(object(line));
                }
            }
        } catch (CharacterCodingException e) {
            throw new Malformed(file, number + 1, "the line is not UTF-8 text.", e);
        } catch (IllegalArgumentException e) {
            throw new Malformed(file, number, String.valueOf(e.getMessage()), e);
        }
    }

    private static ObjectNode object(String line) {
        try {
            if (JSON.readTree(line) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("each line must be a JSON object.");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the line is not valid JSON: " + firstLine(e.getOriginalMessage()), e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }

    /** Returns the text of a required field. A number is accepted for an ID. */
    public static String text(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual() && !value.isNumber()) {
            String found = value.isMissingNode()
                    ? "missing"
                    : value.getNodeType().name().toLowerCase(Locale.ROOT);
            throw new IllegalArgumentException("\"" + field + "\" must be a string, but it is " + found + ".");
        }
        return value.asText();
    }
}
