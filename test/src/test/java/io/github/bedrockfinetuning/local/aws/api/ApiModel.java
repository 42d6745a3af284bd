package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** The AWS API model of a service. Generates valid requests and requests with exactly one violation. */
final class ApiModel {
    /** A request with exactly one violation. */
    record Violation(String what, JsonNode input) {}

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 12;

    private final JsonNode root;
    private final Map<String, String> samples = new HashMap<>();

    ApiModel(JsonNode root) {
        this.root = root;
    }

    JsonNode operation(String name) {
        return root.path("operations").path(name);
    }

    String inputShape(String operation) {
        return operation(operation).path("input").path("shape").textValue();
    }

    JsonNode shape(String name) {
        return root.path("shapes").path(name);
    }

    /** Creates a request with all required members, or with all members. */
    ObjectNode valid(String operation, boolean full) {
        String shape = inputShape(operation);
        return shape == null ? NODES.objectNode() : (ObjectNode) value(shape, full, 0);
    }

    List<Violation> violations(String operation) {
        List<Violation> all = new ArrayList<>();
        if (inputShape(operation) != null) {
            violate(inputShape(operation), "", 0, all);
        }
        return all;
    }

    private JsonNode value(String name, boolean full, int depth) {
        JsonNode shape = shape(name);
        if (shape.path("document").asBoolean()) {
            return NODES.objectNode().put("any", "thing");
        }
        return switch (shape.path("type").asText()) {
            case "structure" -> structure(shape, full, depth);
            case "list" -> {
                ArrayNode list = NODES.arrayNode();
                for (int i = 0; i < Math.max(1, shape.path("min").asInt(1)); i++) {
                    list.add(value(shape.path("member").path("shape").asText(), full, depth + 1));
                }
                yield list;
            }
            case "map" -> {
                ObjectNode map = NODES.objectNode();
                map.set(
                        value(shape.path("key").path("shape").asText(), full, depth + 1)
                                .textValue(),
                        value(shape.path("value").path("shape").asText(), full, depth + 1));
                yield map;
            }
            case "string" -> NODES.textNode(string(name, shape));
            case "blob" -> NODES.textNode("YQ==");
            case "integer", "long" -> NODES.numberNode(shape.path("min").asInt(1));
            case "float", "double" -> NODES.numberNode(shape.path("min").asDouble(0.5));
            case "boolean" -> NODES.booleanNode(true);
            case "timestamp" -> NODES.textNode("2026-11-22T08:00:00Z");
            default -> throw new IllegalStateException("shape " + name + " of type " + shape.path("type"));
        };
    }

    private ObjectNode structure(JsonNode shape, boolean full, int depth) {
        ObjectNode structure = NODES.objectNode();
        boolean union = shape.path("union").asBoolean();
        for (Map.Entry<String, JsonNode> member : shape.path("members").properties()) {
            boolean wanted = union ? structure.isEmpty() : full && depth < DEEPEST || required(shape, member.getKey());
            if (wanted) {
                structure.set(
                        member.getKey(), value(member.getValue().path("shape").asText(), full, depth + 1));
            }
        }
        return structure;
    }

    private void violate(String name, String at, int depth, List<Violation> all) {
        JsonNode shape = shape(name);
        if (depth > DEEPEST || shape.path("document").asBoolean()) {
            return;
        }
        switch (shape.path("type").asText()) {
            case "structure" -> violateStructure(name, shape, at, depth, all);
            case "list" -> violateList(name, shape, at, depth, all);
            case "map" -> violateMap(name, shape, at, depth, all);
            case "string" -> violateString(name, shape, at, all);
            case "integer", "long", "float", "double" -> {
                bound(shape, "min", -1, at, all);
                bound(shape, "max", 1, at, all);
            }
            default -> {}
        }
    }

    private void violateStructure(String name, JsonNode shape, String at, int depth, List<Violation> all) {
        boolean union = shape.path("union").asBoolean();
        for (Map.Entry<String, JsonNode> member : shape.path("members").properties()) {
            String key = member.getKey();
            ObjectNode valid = union ? NODES.objectNode() : (ObjectNode) value(name, false, depth);
            if (required(shape, key)
                    && !member.getValue().path("location").asText().equals("uri")) {
                ObjectNode without = valid.deepCopy();
                without.remove(key);
                all.add(new Violation(at + "." + key + " is missing", without));
            }
            List<Violation> inner = new ArrayList<>();
            violate(member.getValue().path("shape").asText(), at + "." + key, depth + 1, inner);
            inner.forEach(violation -> {
                ObjectNode with = valid.deepCopy();
                with.set(key, violation.input());
                all.add(new Violation(violation.what(), with));
            });
        }
    }

    private void violateList(String name, JsonNode shape, String at, int depth, List<Violation> all) {
        JsonNode element = value(shape.path("member").path("shape").asText(), false, depth + 1);
        sizes(shape, at, all, size -> {
            ArrayNode list = NODES.arrayNode();
            for (int i = 0; i < size; i++) {
                list.add(element);
            }
            return list;
        });
        List<Violation> inner = new ArrayList<>();
        violate(shape.path("member").path("shape").asText(), at + "[0]", depth + 1, inner);
        inner.forEach(violation -> {
            ArrayNode list = (ArrayNode) value(name, false, depth);
            list.set(0, violation.input());
            all.add(new Violation(violation.what(), list));
        });
    }

    private void violateMap(String name, JsonNode shape, String at, int depth, List<Violation> all) {
        JsonNode element = value(shape.path("value").path("shape").asText(), false, depth + 1);
        sizes(shape, at, all, size -> {
            ObjectNode map = NODES.objectNode();
            for (int i = 0; i < size; i++) {
                map.set("key" + i, element);
            }
            return map;
        });
        List<Violation> inner = new ArrayList<>();
        violate(shape.path("value").path("shape").asText(), at + ".value", depth + 1, inner);
        inner.forEach(violation -> {
            ObjectNode map = NODES.objectNode();
            map.set(value(name, false, depth).fieldNames().next(), violation.input());
            all.add(new Violation(violation.what(), map));
        });
    }

    private void violateString(String name, JsonNode shape, String at, List<Violation> all) {
        String valid = string(name, shape);
        if (shape.has("enum")) {
            all.add(new Violation(at + " is not of the enum", NODES.textNode("NO_SUCH_VALUE")));
            return;
        }
        sizes(shape, at, all, size -> {
            String filler = valid.isEmpty() ? "a" : valid.substring(valid.length() - 1);
            return NODES.textNode(
                    size < valid.length() ? valid.substring(0, size) : valid + filler.repeat(size - valid.length()));
        });
        if (shape.has("pattern")) {
            for (String wrong : List.of(valid + "☃", "☃", valid + " !")) {
                if (!Pattern.matches(shape.path("pattern").asText(), wrong)) {
                    all.add(new Violation(at + " does not match the pattern", NODES.textNode(wrong)));
                    return;
                }
            }
        }
    }

    private interface OfSize {
        JsonNode make(int size);
    }

    private static void sizes(JsonNode shape, String at, List<Violation> all, OfSize of) {
        if (shape.path("min").asInt() > 0) {
            all.add(new Violation(
                    at + " is too short", of.make(shape.path("min").asInt() - 1)));
        }
        if (shape.has("max")) {
            all.add(new Violation(at + " is too long", of.make(shape.path("max").asInt() + 1)));
        }
    }

    private static void bound(JsonNode shape, String bound, int step, String at, List<Violation> all) {
        if (shape.has(bound)) {
            boolean whole = shape.path("type").asText().matches("integer|long");
            JsonNode beyond = whole
                    ? NODES.numberNode(shape.path(bound).asLong() + step)
                    : NODES.numberNode(shape.path(bound).asDouble() + step);
            all.add(new Violation(at + " is beyond its " + bound, beyond));
        }
    }

    private static boolean required(JsonNode shape, String member) {
        for (JsonNode name : shape.path("required")) {
            if (name.asText().equals(member)) {
                return true;
            }
        }
        return false;
    }

    /** Creates a string that matches the shape. It is the same in every run. */
    private String string(String name, JsonNode shape) {
        return samples.computeIfAbsent(name, n -> {
            if (shape.has("enum")) {
                return shape.path("enum").path(0).asText();
            }
            int min = shape.path("min").asInt(1);
            if (!shape.has("pattern")) {
                return "a".repeat(Math.max(1, min));
            }
            return sample(
                    n, shape.path("pattern").asText(), min, shape.path("max").asInt(Integer.MAX_VALUE));
        });
    }

    private static String sample(String name, String pattern, int min, int max) {
        RgxGenProperties properties = new RgxGenProperties();
        RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties, 8);
        RgxGen generator = RgxGen.parse(properties, pattern.replace("\\p{ASCII}", "[a-z]"));
        Random random = new Random(name.hashCode());
        for (int i = 0; i < 10_000; i++) {
            String candidate = generator.generate(random);
            if (candidate.length() >= min && candidate.length() <= max && Pattern.matches(pattern, candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("No sample found for " + name + ": " + pattern);
    }
}
