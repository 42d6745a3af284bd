package io.github.bedrockfinetuning.local.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts a JSON object to paths with values, and back. */
final class FlatJson {
    static final JsonMapper MAPPER = new JsonMapper();

    /** The separator between the keys of a path. Keys do not contain it. */
    private static final String DEEPER = "\u001f";

    private FlatJson() {}

    /** Returns the JSON object in a completion, or an empty {@code Optional} if the completion is not a JSON object. */
    static Optional<ObjectNode> parse(String completion) {
        if (!completion.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return MAPPER.readTree(completion) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** Returns all leaves in order. The leaves of a list have the same path. An empty object is a leaf. */
    static Map<String, List<JsonNode>> flatten(ObjectNode object) {
        var leaves = new LinkedHashMap<String, List<JsonNode>>();
        flatten("", object, leaves);
        return leaves;
    }

    private static void flatten(String path, JsonNode node, Map<String, List<JsonNode>> leaves) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            object.properties()
                    .forEach(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + DEEPER + field.getKey(),
                            field.getValue(),
                            leaves));
        } else if (node instanceof ArrayNode list && !list.isEmpty()) {
            list.forEach(item -> flatten(path, item, leaves));
        } else {
            leaves.computeIfAbsent(path, p -> new ArrayList<>()).add(node);
        }
    }

    /** Sets the value at a path. Creates missing objects. A second value at the same path creates a list. */
    static void put(ObjectNode object, String path, JsonNode value, boolean list) {
        var keys = path.split(DEEPER);
        var at = object;
        for (var i = 0; i < keys.length - 1; i++) {
            at = at.get(keys[i]) instanceof ObjectNode nested ? nested : at.putObject(keys[i]);
        }
        var key = keys[keys.length - 1];
        var before = at.get(key);
        if (before instanceof ArrayNode several) {
            several.add(value);
        } else if (before != null) {
            at.putArray(key).add(before).add(value);
        } else if (list) {
            at.putArray(key).add(value);
        } else {
            at.set(key, value);
        }
    }

    /** Returns whether the leaf at a path is in a list. */
    static boolean isList(ObjectNode object, String path) {
        JsonNode at = object;
        for (var key : path.split(DEEPER)) {
            at = at.path(key);
        }
        return at.isArray();
    }

    /** Parses a list in JSON format and returns its items. */
    static JsonNode list(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A list in JSON format cannot be parsed: " + json, e);
        }
    }

    static JsonNode text(String text) {
        return MAPPER.getNodeFactory().textNode(text);
    }

    /** Converts the string to a number if possible, and otherwise returns it as a string. */
    static JsonNode number(String text) {
        try {
            return MAPPER.getNodeFactory().numberNode(new BigDecimal(text));
        } catch (NumberFormatException notOne) {
            return text(text);
        }
    }
}
