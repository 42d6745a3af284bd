package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads and writes the run's own JSON objects. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, null))
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * Reads an object that the run has stored. It was written completely, so invalid JSON means that the response was
     * truncated.
     *
     * @throws TransientFailure if the bytes are not valid JSON
     */
    public static JsonNode read(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node.isMissingNode()) {
                throw cutOff("empty", null);
            }
            return node;
        } catch (IOException e) {
            throw cutOff("not JSON: " + position(e), e);
        }
    }

    /**
     * Parses a JSON string.
     *
     * @throws PermanentFailure if the text is not valid JSON
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PermanentFailure("The text is not valid JSON: " + position(e) + ".", e);
        }
    }

    /**
     * Reads an object that the run has stored.
     *
     * @throws TransientFailure if the bytes are not valid JSON
     * @throws PermanentFailure if they are valid JSON that does not describe such a value
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException e) {
            if (bytes.length == 0 || isCutOff(e)) {
                throw cutOff("not JSON: " + position(e), e);
            }
            throw new PermanentFailure(
                    "An object that the run stored is not a valid " + type.getSimpleName() + ": " + position(e) + ".",
                    e);
        }
    }

    /**
     * Returns whether the input was truncated. Jackson might report the value in which the input ended instead of the
     * end of input.
     */
    private static boolean isCutOff(Throwable e) {
        return e instanceof StreamReadException || e.getCause() != null && isCutOff(e.getCause());
    }

    private static TransientFailure cutOff(String what, @Nullable IOException cause) {
        return new TransientFailure(
                "An object that the run stored is " + what + ". It might have been truncated in transit.", cause);
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Writes JSON with line breaks, for objects that people open. */
    public static byte[] pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static String text(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /**
     * Returns the position at which parsing stopped. The parsed text is never returned, because it might be user
     * data.
     */
    private static String position(IOException e) {
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            return "line " + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr();
        }
        return e.getClass().getSimpleName();
    }
}
