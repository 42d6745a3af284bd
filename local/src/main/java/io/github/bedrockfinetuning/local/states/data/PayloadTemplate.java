package io.github.bedrockfinetuning.local.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A payload template (Parameters or ItemSelector). Fields whose names end in {@code .$} are evaluated. */
public final class PayloadTemplate {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Part whole;
    private final List<Expression> expressions;

    private PayloadTemplate(Part whole, List<Expression> expressions) {
        this.whole = whole;
        this.expressions = expressions;
    }

    /** @throws IllegalArgumentException if an expression is invalid or is not simulated */
    public static PayloadTemplate parse(JsonNode template) {
        List<Expression> expressions = new ArrayList<>();
        return new PayloadTemplate(parse(template, expressions), expressions);
    }

    public JsonNode evaluate(Data data) {
        return whole.evaluate(data);
    }

    public boolean usesTaskToken() {
        return expressions.stream().anyMatch(Expression::usesTaskToken);
    }

    private static Part parse(JsonNode node, List<Expression> expressions) {
        if (node.isArray()) {
            List<Part> elements = new ArrayList<>();
            node.forEach(element -> elements.add(parse(element, expressions)));
            return data -> {
                ArrayNode array = NODES.arrayNode(elements.size());
                elements.forEach(element -> array.add(element.evaluate(data)));
                return array;
            };
        }
        if (!node.isObject()) {
            return data -> node;
        }
        Map<String, Part> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            String key = field.getKey();
            Part part = key.endsWith(".$")
                    ? computed(key, field.getValue(), expressions)
                    : parse(field.getValue(), expressions);
            String name = key.endsWith(".$") ? key.substring(0, key.length() - 2) : key;
            if (fields.put(name, part) != null) {
                throw new IllegalArgumentException("'" + name + "' and '" + name + ".$' are the same field");
            }
        });
        return data -> {
            ObjectNode object = NODES.objectNode();
            fields.forEach((name, part) -> object.set(name, part.evaluate(data)));
            return object;
        };
    }

    private static Part computed(String key, JsonNode value, List<Expression> expressions) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    "'" + key + "' ends in .$, so its value must be a path or a call to States.Format, not " + value);
        }
        Expression expression = Expression.parse(value.asText(), key);
        expressions.add(expression);
        return expression::evaluate;
    }

    @FunctionalInterface
    private interface Part {
        JsonNode evaluate(Data data);
    }
}
