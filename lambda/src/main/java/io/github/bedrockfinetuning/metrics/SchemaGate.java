package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks whether a document can be used as a schema for answers before a validator reads it. The schema must use
 * draft 2020-12, refer only to itself, not recurse infinitely, and be small enough to validate answers in limited
 * time.
 *
 * <p>Keywords are those of <a href="https://json-schema.org/draft/2020-12/json-schema-core">JSON Schema Core</a> and <a
 * href="https://json-schema.org/draft/2020-12/json-schema-validation">Validation</a>.
 */
final class SchemaGate {
    static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private static final int MOST_CHARACTERS = 65_536;
    private static final int MOST_LEVELS = 64;
    /** The maximum number of schemas that apply to a single value, including those that {@code $ref} refers to. */
    private static final int MOST_AT_ONCE = 2_000;

    /**
     * Keywords that name or refer to other documents, or change the meaning of a reference. Only {@code $ref} is
     * supported.
     */
    private static final Set<String> ADDRESSES = Set.of(
            "$schema",
            "$id",
            "id",
            "$anchor",
            "$dynamicAnchor",
            "$dynamicRef",
            "$recursiveAnchor",
            "$recursiveRef",
            "$vocabulary");

    private static final Set<String> ONE = Set.of(
            "not",
            "if",
            "then",
            "else",
            "additionalProperties",
            "unevaluatedProperties",
            "unevaluatedItems",
            "items",
            "contains",
            "propertyNames",
            "contentSchema");
    private static final Set<String> MANY = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies");
    /** Keywords whose schemas apply to the same value as the schema itself. */
    private static final Set<String> IN_PLACE =
            Set.of("not", "if", "then", "else", "allOf", "anyOf", "oneOf", "dependentSchemas", "dependencies");

    private final JsonNode root;
    private final Map<JsonNode, Long> atOnce = new IdentityHashMap<>();
    /** Every object that is a schema, with its JSON pointer. */
    private final Map<JsonNode, String> schemas = new IdentityHashMap<>();

    private SchemaGate(JsonNode root) {
        this.root = root;
        find("", root);
    }

    /** Returns the reason that a document cannot be used as a schema, or empty if it can. */
    static Optional<String> fault(JsonNode schema) {
        if (!schema.isObject()) {
            return Optional.of("it is not a JSON object.");
        }
        if (levels(schema) > MOST_LEVELS) {
            return Optional.of("it is nested deeper than " + MOST_LEVELS + " levels.");
        }
        int characters = schema.toString().length();
        if (characters > MOST_CHARACTERS) {
            return Optional.of(
                    "it has " + characters + " characters, but at most " + MOST_CHARACTERS + " are allowed.");
        }
        try {
            new SchemaGate(schema).look();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static int levels(JsonNode root) {
        int levels = 0;
        List<JsonNode> level = List.of(root);
        while (!level.isEmpty() && levels <= MOST_LEVELS) {
            levels++;
            level = level.stream()
                    .flatMap(JsonNode::valueStream)
                    .filter(JsonNode::isContainerNode)
                    .toList();
        }
        return levels;
    }

    /** Returns every object of a document that is a schema because of its position. */
    static Collection<ObjectNode> schemas(ObjectNode document) {
        return new SchemaGate(document)
                .schemas.keySet().stream().map(ObjectNode.class::cast).toList();
    }

    private void look() {
        refuseNumbers(root);
        schemas.forEach(this::look);
        schemas.forEach((schema, at) -> schema.properties().stream()
                .filter(keyword -> keyword.getKey().equals("$ref"))
                .forEach(keyword -> requireTarget(at + "/$ref", keyword.getValue())));
        schemas.keySet().forEach(this::atOnce);
    }

    /**
     * Rejects numbers outside the range of a double, which are read as infinity, because limits with such numbers
     * cannot be applied.
     */
    private static void refuseNumbers(JsonNode node) {
        if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
            throw new IllegalArgumentException("it contains a number outside the range of a 64-bit float.");
        }
        node.forEach(SchemaGate::refuseNumbers);
    }

    private void find(String pointer, JsonNode schema) {
        if (!schema.isObject() || schemas.put(schema, pointer) != null) {
            return;
        }
        schema.properties().forEach(keyword -> {
            String at = pointer + "/" + keyword.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode value = keyword.getValue();
            if (ONE.contains(keyword.getKey())) {
                find(at, value);
            } else if (MANY.contains(keyword.getKey())) {
                int i = 0;
                for (JsonNode one : value) {
                    find(at + "/" + i++, one);
                }
            } else if (NAMED.contains(keyword.getKey())) {
                value.properties().forEach(one -> find(at + "/" + one.getKey(), one.getValue()));
            }
        });
    }

    private void look(JsonNode schema, String pointer) {
        schema.properties().forEach(keyword -> {
            if (ADDRESSES.contains(keyword.getKey())) {
                address(keyword.getKey(), pointer + "/" + keyword.getKey(), keyword.getValue());
            }
        });
        if (schema.path("pattern").isTextual()) {
            LinearPattern.compile(schema.path("pattern").textValue());
        }
        schema.path("patternProperties").fieldNames().forEachRemaining(LinearPattern::compile);
    }

    private static void address(String name, String at, JsonNode value) {
        if (name.equals("$schema") && at.equals("/$schema")) {
            if (!value.asText().equals(DRAFT)) {
                throw new IllegalArgumentException("its \"$schema\" is not " + DRAFT + ".");
            }
        } else if (!name.equals("id") || value.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" at " + at
                    + " is not allowed, because other documents are not fetched. Remove it, or use \"$ref\" with "
                    + "\"#/...\" to refer to a part of the schema.");
        }
    }

    private void requireTarget(String at, JsonNode reference) {
        String text = reference.isTextual() ? reference.textValue() : "";
        if (!text.equals("#") && !text.startsWith("#/")) {
            throw new IllegalArgumentException("\"$ref\" at " + at + " is " + reference
                    + ", but other documents are not fetched. Write \"#\" or \"#/...\", such as \"#/$defs/name\".");
        }
        JsonNode target = resolved(text);
        if (!target.isBoolean() && !schemas.containsKey(target)) {
            throw new IllegalArgumentException(
                    "\"$ref\" at " + at + " is " + reference + ", but the document has no schema there.");
        }
    }

    private JsonNode resolved(String reference) {
        String pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        return root.at(JsonPointer.compile(pointer));
    }

    /** Returns the number of schemas that apply to the same value as this schema. */
    private long atOnce(JsonNode schema) {
        if (!schema.isObject()) {
            return 1;
        }
        Long known = atOnce.get(schema);
        if (known != null) {
            if (known == 0) {
                throw new IllegalArgumentException("it refers to itself infinitely.");
            }
            return known;
        }
        atOnce.put(schema, 0L); // In progress: reaching the schema again means that it is circular.
        long sum = 1;
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (keyword.getKey().equals("$ref")) {
                sum += atOnce(resolved(keyword.getValue().textValue()));
            } else if (IN_PLACE.contains(keyword.getKey())) {
                boolean one = ONE.contains(keyword.getKey());
                for (JsonNode part : one ? List.of(keyword.getValue()) : keyword.getValue()) {
                    sum += atOnce(part);
                }
            }
            if (sum > MOST_AT_ONCE) {
                throw new IllegalArgumentException(
                        "its references expand to more than " + MOST_AT_ONCE + " schemas for a single value.");
            }
        }
        atOnce.put(schema, sum);
        return sum;
    }
}
