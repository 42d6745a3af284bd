package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.metrics.JsonConforms;
import io.github.bedrockfinetuning.metrics.JsonMatch;
import io.github.bedrockfinetuning.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The JSON Schema (draft 2020-12) that answers must conform to. It is either specified in the settings or inferred from
 * the reference answers: their fields, required fields, types, and, if there are only a few texts, the allowed texts.
 * Fields that no reference answer has are not allowed.
 */
public final class AnswerSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double NEARLY_ALL = 0.95;
    private static final int MOST_CHOICES = 50;
    private static final int LEAST_OF_A_CHOICE = 4;
    /** The maximum number of field names. If there are more, the names are data rather than fields. */
    private static final int MOST_FIELDS = 200;

    private final JsonNode node;
    private final JsonConforms conforms;
    private final boolean given;

    private AnswerSchema(JsonNode node, boolean given) {
        this.node = node;
        this.conforms = new JsonConforms(node);
        this.given = given;
    }

    /**
     * Returns the schema from the settings. If there is none, infers a schema from the right answers if they are JSON
     * objects.
     */
    static Optional<AnswerSchema> of(ComparisonOptions options, List<TestRecord> references) {
        if (options.answerSchema() != null) {
            return Optional.of(new AnswerSchema(options.answerSchema(), true));
        }
        List<JsonNode> objects = references.stream()
                .flatMap(reference -> JsonMatch.parse(reference.references().get(0)).stream())
                .filter(JsonNode::isObject)
                .toList();
        if (objects.isEmpty() || objects.size() < NEARLY_ALL * references.size()) {
            return Optional.empty();
        }
        JsonNode inferred = schema(objects);
        // The inferred schema might be too large to validate answers.
        return JsonConforms.fault(inferred).isPresent() ? Optional.empty() : Optional.of(inferred(objects));
    }

    static AnswerSchema inferred(List<JsonNode> rights) {
        return new AnswerSchema(schema(rights), false);
    }

    private static JsonNode schema(List<JsonNode> rights) {
        ObjectNode root = JSON.objectNode().put("$schema", "https://json-schema.org/draft/2020-12/schema");
        return root.setAll(of(rights));
    }

    /**
     * Checks whether an answer conforms to the schema. An answer that takes too much work to validate does not conform.
     */
    public boolean allows(JsonNode answer) {
        try {
            return conforms.allows(answer);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Returns whether the schema is specified in the settings. */
    public boolean given() {
        return given;
    }

    Metric metric() {
        return conforms;
    }

    public JsonNode toJson() {
        return node.deepCopy();
    }

    private static ObjectNode of(List<JsonNode> values) {
        ObjectNode schema = JSON.objectNode();
        Set<String> types = new TreeSet<>();
        List<JsonNode> objects = new ArrayList<>();
        List<JsonNode> elements = new ArrayList<>();
        Map<String, Integer> texts = new TreeMap<>();
        for (JsonNode value : values) {
            types.add(type(value));
            if (value.isObject()) {
                objects.add(value);
            } else if (value.isArray()) {
                value.forEach(elements::add);
            } else if (value.isTextual()) {
                texts.merge(value.textValue(), 1, Integer::sum);
            }
        }
        if (types.contains("number")) {
            types.remove("integer");
        }
        ArrayNode allowed = schema.putArray("type");
        types.forEach(allowed::add);
        if (!objects.isEmpty()) {
            fields(schema, objects);
        }
        if (!elements.isEmpty()) {
            schema.set("items", of(elements));
        }
        boolean fewTexts = texts.size() <= MOST_CHOICES && texts.size() * LEAST_OF_A_CHOICE <= values.size();
        if (types.equals(Set.of("string")) && fewTexts) {
            ArrayNode choices = schema.putArray("enum");
            texts.keySet().forEach(choices::add);
        }
        return schema;
    }

    private static void fields(ObjectNode schema, List<JsonNode> objects) {
        Map<String, List<JsonNode>> byName = new TreeMap<>();
        objects.forEach(object -> object.properties()
                .forEach(field -> byName.computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                        .add(field.getValue())));
        if (byName.size() > MOST_FIELDS) {
            return;
        }
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        byName.forEach((name, values) -> {
            properties.set(name, of(values));
            if (values.size() == objects.size()) {
                required.add(name);
            }
        });
        schema.put("additionalProperties", false);
    }

    private static String type(JsonNode value) {
        if (value.isObject()) {
            return "object";
        } else if (value.isArray()) {
            return "array";
        } else if (value.isTextual()) {
            return "string";
        } else if (value.isBoolean()) {
            return "boolean";
        } else if (value.isNumber()) {
            return value.isIntegralNumber() ? "integer" : "number";
        }
        return "null";
    }
}
