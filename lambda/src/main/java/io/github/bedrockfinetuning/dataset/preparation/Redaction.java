package io.github.bedrockfinetuning.dataset.preparation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import java.util.ArrayList;
import java.util.List;

/** Masks personal identification numbers in records and counts the records that contained any. */
public final class Redaction {
    private final boolean masking;
    private final Exemptions exemptions;
    private long records;

    public Redaction(SensitivePolicy policy) {
        masking = policy.masks();
        exemptions = policy.exemptions();
    }

    /** Returns the record with every personal identification number replaced with its kind, such as {@code [payment card number]}. */
    Example of(Example example) {
        if (!masking) {
            return example;
        }
        String system = example.system() == null ? null : masked(example.system());
        List<Turn> turns = new ArrayList<>();
        example.turns().forEach(turn -> turns.add(new Turn(turn.role(), masked(turn.text()))));
        Example redacted =
                new Example(masked(example.id()), system, List.copyOf(turns), (ObjectNode) masked(example.fields()));
        if (redacted.equals(example)) {
            return example;
        }
        records++;
        return redacted;
    }

    /**
     * Returns a line of JSON with every personal identification number masked. A line without personal identification numbers is not changed.
     *
     * @throws JsonProcessingException if the line is not valid JSON
     */
    public String ofLine(String line) throws JsonProcessingException {
        if (!masking || line.isBlank()) {
            return line;
        }
        JsonNode record = StrictJson.MAPPER.readTree(line);
        JsonNode masked = masked(record);
        return masked.equals(record) ? line : masked.toString();
    }

    /** Returns a JSON value with every personal identification number in its strings, keys, and numbers masked. */
    private JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = StrictJson.MAPPER.createObjectNode();
            object.properties().forEach(field -> copy.set(masked(field.getKey()), masked(field.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = StrictJson.MAPPER.createArrayNode();
            node.forEach(item -> copy.add(masked(item)));
            return copy;
        }
        String text = node.isValueNode() ? node.asText() : "";
        String masked = masked(text);
        return masked.equals(text) ? node : TextNode.valueOf(masked);
    }

    private String masked(String text) {
        return Excerpts.withoutPersonalNumbers(text, exemptions);
    }

    long records() {
        return records;
    }
}
