package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import io.github.bedrockfinetuning.text.Blank;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields of its records a conversion used, and which held something that it left out. */
final class FieldUse {
    private static final int LONGEST_NAME = 60;
    /** So many names are told; records with more keys than these have no fields but data for keys. */
    private static final int MOST = 200;

    private final Set<String> used = new LinkedHashSet<>();
    private final Map<String, Long> unused = new LinkedHashMap<>();

    void used(String field) {
        used.add(field);
    }

    /** What a record carries beside the used fields, counted where it says anything. */
    ObjectNode leftOver(JsonNode record) {
        ObjectNode fields = StrictJson.LENIENT.createObjectNode();
        record.properties().forEach(field -> {
            if (!used.contains(field.getKey()) && !field.getKey().equals("schemaVersion")) {
                fields.set(field.getKey(), field.getValue());
                boolean told = unused.containsKey(field.getKey()) || unused.size() < MOST;
                if (told && !empty(field.getValue())) {
                    unused.merge(field.getKey(), 1L, Long::sum);
                }
            }
        });
        fields.remove("id");
        return fields;
    }

    private static boolean empty(JsonNode value) {
        return value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && Blank.isBlank(value.textValue());
    }

    /** A record's own id, or else the one that it is given. */
    String id(JsonNode record, String otherwise) {
        JsonNode own = record.path("id");
        return own.isValueNode() && !own.isNull() && !own.asText().isBlank() ? own.asText() : otherwise;
    }

    /** By name, in the order in which they were met. */
    List<String> usedFields() {
        return new ArrayList<>(used);
    }

    /** By name, in how many records each held something. */
    Map<String, Long> unusedFields() {
        Map<String, Long> left = new LinkedHashMap<>();
        unused.forEach((name, count) -> {
            if (!used.contains(name)) {
                left.put(shown(name), count);
            }
        });
        return left;
    }

    /** A name out of a user's file, fit to print. */
    static String shown(String name) {
        String masked = Excerpts.masked(name).replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return masked.length() > LONGEST_NAME ? masked.substring(0, LONGEST_NAME) + "…" : masked;
    }
}
