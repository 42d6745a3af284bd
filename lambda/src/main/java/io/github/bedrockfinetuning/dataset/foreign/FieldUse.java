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

/** Tracks the fields that a conversion used, and the fields with content that it omitted. */
final class FieldUse {
    private static final int LONGEST_NAME = 60;
    /** The maximum number of names to report. Records with more keys contain data in their keys. */
    private static final int MOST = 200;

    private final Set<String> used = new LinkedHashSet<>();
    private final Map<String, Long> unused = new LinkedHashMap<>();

    void used(String field) {
        used.add(field);
    }

    /** Returns the unused fields of a record, and counts those with content. */
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

    /** Returns the record's own ID, or the specified ID if the record has none. */
    String id(JsonNode record, String otherwise) {
        JsonNode own = record.path("id");
        return own.isValueNode() && !own.isNull() && !own.asText().isBlank() ? own.asText() : otherwise;
    }

    /** Returns the names of the used fields, in the order in which they occurred. */
    List<String> usedFields() {
        return new ArrayList<>(used);
    }

    /** Returns the number of records in which each unused field had content, by name. */
    Map<String, Long> unusedFields() {
        Map<String, Long> left = new LinkedHashMap<>();
        unused.forEach((name, count) -> {
            if (!used.contains(name)) {
                left.put(shown(name), count);
            }
        });
        return left;
    }

    /** Returns a name from a user's file in a format that is safe to print. */
    static String shown(String name) {
        String masked = Excerpts.masked(name).replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return masked.length() > LONGEST_NAME ? masked.substring(0, LONGEST_NAME) + "…" : masked;
    }
}
