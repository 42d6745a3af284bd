package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An uploaded settings file: its values, their positions, and its errors. */
final class SettingsFile {
    private static final int MOST_BYTES = 64 * 1024;
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(64)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(STRICT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final Map<String, JsonLocation> places = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private ObjectNode values = Json.object();
    private ObjectNode inherited = Json.object();

    SettingsFile(String name, byte[] bytes) {
        this.name = name;
        if (bytes.length > MOST_BYTES) {
            refuse(
                    "",
                    "The file has " + bytes.length + " bytes. At most " + MOST_BYTES + " bytes are allowed.",
                    "Keep only settings in the file, and move records to train.jsonl.");
            return;
        }
        if (!utf8(bytes)) {
            refuse("", "The file is not UTF-8 text.", "Save the file as UTF-8, then upload it again.");
            return;
        }
        try {
            findPlaces(bytes);
            JsonNode tree = MAPPER.readTree(bytes);
            if (tree instanceof ObjectNode object) {
                values = object;
                refuseSecrets("", object);
            } else {
                refuse(
                        "",
                        "The file is not a JSON object.",
                        "Write the settings between { and }. To use all defaults, write {}.");
            }
        } catch (JsonProcessingException e) {
            places.put("", e.getLocation());
            refuse(
                    "",
                    "The file is not valid JSON: " + Failures.quote(e.getOriginalMessage()),
                    "Correct the file at this position, then upload it again.");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Rejects secrets, because settings are copied into records and reports, and a judge's rubric is copied into
     * every prompt.
     */
    private void refuseSecrets(String pointer, JsonNode value) {
        if (value.isTextual()) {
            Excerpts.secretIn(value.textValue())
                    .ifPresent(kind -> refuse(
                            pointer,
                            "The text contains " + kind + ".",
                            "Remove it and revoke it, because it must be considered compromised."));
        }
        value.properties().forEach(field -> refuseSecrets(pointer + "/" + field.getKey(), field.getValue()));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            refuseSecrets(pointer + "/" + i, value.get(i));
        }
    }

    /**
     * Returns whether the bytes are UTF-8 text. For other encodings, the parser would guess, and one file could be
     * read in two ways.
     */
    private static boolean utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                            .indexOf('\0')
                    < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void findPlaces(byte[] bytes) throws IOException {
        try (JsonParser parser = STRICT.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!token.isStructEnd()) {
                    places.putIfAbsent(
                            parser.getParsingContext().pathAsPointer().toString(), parser.currentTokenLocation());
                }
            }
        }
        places.remove("");
    }

    ObjectNode values() {
        return values;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Sets the stack's default settings.
     *
     * @param defaults the settings that apply if the file does not specify them; they can contain errors, too
     */
    void inherits(ObjectNode defaults) {
        inherited = defaults;
    }

    /** Returns whether a setting comes from the stack instead of the file. */
    private boolean isInherited(String pointer) {
        String setting = pointer.isEmpty() ? "" : pointer.substring(1).split("/", 2)[0];
        return !values.has(setting) && inherited.has(setting);
    }

    /**
     * Reports an error.
     *
     * @param pointer the position of the error, for example {@code /split/test}; empty for the whole file
     */
    void refuse(String pointer, String message, String remedy) {
        JsonLocation place = places.get(pointer);
        findings.add(new Finding(
                "run-settings",
                Severity.ERROR,
                isInherited(pointer) ? "the stack's runDefaults" : name,
                place == null ? null : (long) place.getLineNr(),
                place == null ? null : place.getColumnNr(),
                pointer.isEmpty() ? null : Failures.quote(pointer.substring(1).replace('/', '.')),
                message,
                isInherited(pointer)
                        ? remedy
                                + " The value comes from the stack's runDefaults. Correct it in the app and deploy the stack "
                                + "again, or set it in " + name + "."
                        : remedy));
    }
}
