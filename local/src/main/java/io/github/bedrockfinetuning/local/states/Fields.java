package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The fields of one object of a definition. Collects what is wrong with them; what nobody asked for is unknown. */
final class Fields {
    /** The most seconds that a wait or time-out may have. */
    static final int LONGEST_SECONDS = 99_999_999;

    private static final String JSONATA =
            "it belongs to JSONata, and only JSONPath runs here: use InputPath, Parameters,"
                    + " ResultSelector, ResultPath and OutputPath";
    private static final Map<String, String> REMEDIES = Map.of(
            "Arguments", JSONATA,
            "Output", JSONATA,
            "Condition", JSONATA,
            "Items", JSONATA,
            "Assign", "variables are not supported here: carry the value in the state's data",
            "Iterator", "its successor is ItemProcessor",
            "Credentials", "roles of another account are not supported here");

    private final ObjectNode node;
    private final String where;
    private final List<String> problems;
    private final Set<String> asked = new HashSet<>();

    Fields(JsonNode node, String where, List<String> problems) {
        this.where = where;
        this.problems = problems;
        if (node instanceof ObjectNode object) {
            this.node = object;
        } else {
            this.node = JsonNodeFactory.instance.objectNode();
            problem("has to be an object, not " + node);
        }
    }

    String where() {
        return where;
    }

    void problem(String what) {
        problems.add(where + ": " + what);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean has(String name) {
        asked.add(name);
        return node.has(name);
    }

    /** Null if there is no such field. */
    JsonNode get(String name) {
        asked.add(name);
        return node.get(name);
    }

    Fields object(String name) {
        return new Fields(get(name), where + " " + name, problems);
    }

    Fields element(String name, int index, JsonNode element) {
        return new Fields(element, where + " " + name + "[" + index + "]", problems);
    }

    /** Empty, and a problem, if it is there but no array, or if it has to be there and isn't, or has no elements. */
    List<JsonNode> array(String name, boolean needed) {
        JsonNode value = get(name);
        if (value == null && !needed) {
            return List.of();
        }
        if (value == null || !value.isArray() || value.isEmpty()) {
            problem(name + " has to be an array with at least one element" + (value == null ? "" : ", not " + value));
            return List.of();
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }

    /** Null if absent. */
    String text(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isTextual()) {
            problem(name + " has to be a string, not " + value);
            return null;
        }
        return value == null ? null : value.asText();
    }

    String neededText(String name) {
        if (!has(name)) {
            problem(name + " is missing");
        }
        return text(name);
    }

    boolean flag(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isBoolean()) {
            problem(name + " has to be true or false, not " + value);
        }
        return value != null && value.asBoolean();
    }

    /** The default if absent or, with a problem, out of range. */
    int whole(String name, int least, int most, int otherwise) {
        JsonNode value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.canConvertToExactIntegral() || value.asLong() < least || value.asLong() > most) {
            problem(name + " has to be a whole number from " + least + " to " + most + ", not " + value);
            return otherwise;
        }
        return value.intValue();
    }

    double decimal(String name, double least, double most, double otherwise) {
        JsonNode value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber() || value.asDouble() < least || value.asDouble() > most) {
            problem(name + " has to be a number from " + least + (most == Double.MAX_VALUE ? " up" : " to " + most)
                    + ", not " + value);
            return otherwise;
        }
        return value.asDouble();
    }

    /** What the parser makes of a string field; null if it is absent or, with a problem, refused. */
    <T> T parsed(String name, Function<String, T> parser) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException refused) {
            problem(name + ": " + refused.getMessage());
            return null;
        }
    }

    /** A path into input or context, not a function; null as {@link #parsed}. */
    Path path(String name) {
        return parsed(name, text -> Path.parse(text, name));
    }

    Template template(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        try {
            return Template.parse(value);
        } catch (IllegalArgumentException refused) {
            problem(name + ": " + refused.getMessage());
            return null;
        }
    }

    /** A whole number given as such or by the field of the same name that ends in Path. */
    Setting setting(String name, int least, int most, Integer otherwise) {
        String byPath = name + "Path";
        if (has(name) && has(byPath)) {
            problem(name + " and " + byPath + " exclude each other: keep one");
        }
        Path path = path(byPath);
        Integer literal = has(name) ? Integer.valueOf(whole(name, least, most, least)) : otherwise;
        return new Setting(name, literal, path, least, most);
    }

    /** To be called last. */
    void refuseUnknown(String kind) {
        Set<String> unknown = names();
        unknown.removeAll(asked);
        for (String name : unknown) {
            String remedy = REMEDIES.get(name);
            problem(name + " is not a field of " + kind
                    + (remedy == null ? "; it may have " + new TreeSet<>(asked) : ": " + remedy));
        }
    }
}
