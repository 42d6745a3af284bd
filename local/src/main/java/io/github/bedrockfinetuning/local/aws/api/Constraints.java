package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Validates the parameters of a request against their shapes, and reports violations with the wording that AWS uses.
 */
public final class Constraints {
    private final Shapes shapes;

    public Constraints(Shapes shapes) {
        this.shapes = shapes;
    }

    /**
     * Validates a value.
     *
     * @throws AwsError a ValidationException that lists all violations, or a SerializationException if a value has the
     *     wrong type
     */
    public void require(String shape, JsonNode value) {
        List<String> violations = violations(shape, value);
        if (!violations.isEmpty()) {
            throw AwsError.validation(violations.size() + " validation error" + (violations.size() == 1 ? "" : "s")
                    + " detected: " + String.join("; ", violations));
        }
    }

    public List<String> violations(String shape, JsonNode value) {
        List<String> found = new ArrayList<>();
        check(shapes.shape(shape), value, "", found);
        return found;
    }

    private void check(Shape shape, JsonNode value, String at, List<String> found) {
        switch (shape.type()) {
            case "structure", "union" -> structure(shape, value, at, found);
            case "list" -> list(shape, value, at, found);
            case "map" -> map(shape, value, at, found);
            case "string", "enum", "timestamp" -> string(shape, value, at, found);
            case "blob" -> size(shape, bytes(value, at), value, at, found);
            case "integer", "long", "float", "double" -> number(shape, value, at, found);
            case "boolean" -> type(value.isBoolean(), value, at);
            case "document" -> {}
            default -> throw new IllegalStateException("Shape " + shape.name() + " has type " + shape.type());
        }
    }

    private void structure(Shape shape, JsonNode value, String at, List<String> found) {
        type(value.isObject(), value, at);
        for (Shape.Member member : shape.members()) {
            JsonNode child = value.get(member.name());
            if (child == null || child.isNull()) {
                if (member.required()) {
                    found.add("Value null at '" + join(at, member.name())
                            + "' failed to satisfy constraint: Member must not be null");
                }
            } else {
                check(shapes.shape(member.shape()), child, join(at, member.name()), found);
            }
        }
        value.fieldNames().forEachRemaining(name -> {
            if (shape.member(name).isEmpty()) {
                throw AwsError.validation("The local simulation does not support the member " + join(at, name) + " of "
                        + shape.name() + ". Supported members: "
                        + shape.members().stream().map(Shape.Member::name).collect(Collectors.joining(", ")) + ".");
            }
        });
        if (shape.type().equals("union") && value.size() != 1) {
            found.add("Value at '" + at + "' failed to satisfy constraint: exactly one of "
                    + shape.members().stream().map(Shape.Member::name).toList() + " must be set");
        }
    }

    private void list(Shape shape, JsonNode value, String at, List<String> found) {
        type(value.isArray(), value, at);
        size(shape, value.size(), value, at, found);
        Shape element = shapes.shape(shape.element());
        for (int i = 0; i < value.size(); i++) {
            check(element, value.get(i), at + "." + (i + 1) + ".member", found);
        }
    }

    private void map(Shape shape, JsonNode value, String at, List<String> found) {
        type(value.isObject(), value, at);
        size(shape, value.size(), value, at, found);
        value.properties().forEach(entry -> {
            JsonNode key = com.fasterxml.jackson.databind.node.TextNode.valueOf(entry.getKey());
            check(shapes.shape(shape.key()), key, at + ".key", found);
            check(shapes.shape(shape.element()), entry.getValue(), at + "." + entry.getKey(), found);
        });
    }

    private static void string(Shape shape, JsonNode value, String at, List<String> found) {
        if (shape.type().equals("timestamp")) {
            type(value.isTextual() || value.isNumber(), value, at);
            return;
        }
        type(value.isTextual(), value, at);
        String text = value.textValue();
        if (!shape.values().isEmpty() && !shape.values().contains(text)) {
            found.add(failed(value, at) + "Member must satisfy enum value set: " + shape.values());
        }
        size(shape, text.codePointCount(0, text.length()), value, at, found);
        if (shape.pattern() != null && !shape.pattern().matcher(text).matches()) {
            found.add(failed(value, at) + "Member must satisfy regular expression pattern: " + shape.pattern());
        }
    }

    private static void number(Shape shape, JsonNode value, String at, List<String> found) {
        boolean whole = shape.type().equals("integer") || shape.type().equals("long");
        type(whole ? value.isIntegralNumber() : value.isNumber(), value, at);
        BigDecimal number = value.decimalValue();
        if (shape.range().min() != null && number.compareTo(shape.range().min()) < 0) {
            found.add(failed(value, at) + "Member must have value greater than or equal to "
                    + shape.range().min());
        }
        if (shape.range().max() != null && number.compareTo(shape.range().max()) > 0) {
            found.add(failed(value, at) + "Member must have value less than or equal to "
                    + shape.range().max());
        }
    }

    private static void size(Shape shape, long size, JsonNode value, String at, List<String> found) {
        BigDecimal actual = BigDecimal.valueOf(size);
        if (shape.range().min() != null && actual.compareTo(shape.range().min()) < 0) {
            found.add(failed(value, at) + "Member must have length greater than or equal to "
                    + shape.range().min());
        }
        if (shape.range().max() != null && actual.compareTo(shape.range().max()) > 0) {
            found.add(failed(value, at) + "Member must have length less than or equal to "
                    + shape.range().max());
        }
    }

    private static long bytes(JsonNode value, String at) {
        type(value.isTextual(), value, at);
        try {
            return Base64.getDecoder().decode(value.textValue()).length;
        } catch (IllegalArgumentException e) {
            throw new AwsError("SerializationException", 400, "Value at '" + at + "' is not base64.");
        }
    }

    private static void type(boolean right, JsonNode value, String at) {
        if (!right) {
            throw new AwsError(
                    "SerializationException",
                    400,
                    "A value of type " + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT)
                            + " is not allowed at '" + at + "'.");
        }
    }

    private static String failed(JsonNode value, String at) {
        String shown = value.isValueNode() ? value.asText() : value.toString();
        String cut = shown.length() > 300 ? shown.substring(0, 300) + "…" : shown;
        return "Value '" + cut + "' at '" + at + "' failed to satisfy constraint: ";
    }

    private static String join(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }
}
