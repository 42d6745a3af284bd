package io.github.bedrockfinetuning.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.data.Path;
import io.github.bedrockfinetuning.local.states.data.PayloadTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an object in a definition and collects the problems. Fields that are not read are reported as
 * unknown.
 */
final class Fields {
    /**
     * The fields of the Amazon States Language that are not simulated.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html">State machine
     *     structure</a>
     */
    private static final Pattern NOT_SIMULATED = Pattern.compile(String.join(
            "|",
            // JSONata and variables
            "Arguments|Assign|Condition|Items|Output",
            // states
            "InputPath|OutputPath|ResultSelector|Credentials|TimeoutSecondsPath",
            "HeartbeatSeconds(Path)?|Timestamp(Path)?|ErrorPath|CausePath",
            // choice rules
            "Or|Not|Is(Null|Numeric|String|Boolean|Timestamp)|StringMatches",
            "(String|Numeric|Timestamp)((LessThan|GreaterThan)(Equals)?|Equals)(Path)?|BooleanEquals(Path)?",
            // maps
            "Iterator|ItemsPath|MaxConcurrency|ItemBatcher|ResultWriter|ToleratedFailure(Count|Percentage)(Path)?",
            "CSV[A-Za-z]+|Transformation|MaxItems(Path)?|ManifestType|ItemsPointer|ReaderConfig|ExpectedBucketOwner"));

    private final ObjectNode node;
    private final String where;
    private final List<String> problems;
    private final Set<String> asked = new HashSet<>();

    Fields(@Nullable JsonNode node, String where, List<String> problems) {
        this.where = where;
        this.problems = problems;
        if (node instanceof ObjectNode object) {
            this.node = object;
        } else {
            this.node = JsonNodeFactory.instance.objectNode();
            problem("must be an object, not " + node);
        }
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

    /** Returns a field, or null if it is missing. */
    @Nullable
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

    /**
     * Reads an array. If the field is not an array, has no elements, or is required and missing, records a problem and
     * returns an empty list.
     */
    List<JsonNode> array(String name, boolean needed) {
        JsonNode value = get(name);
        if (value == null && !needed) {
            return List.of();
        }
        if (value == null || !value.isArray() || value.isEmpty()) {
            problem(name + " must be an array with at least one element" + (value == null ? "" : ", not " + value));
            return List.of();
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }

    /**
     * Reads a string, or returns null if the field is missing. If it is not a string, records a problem and returns
     * null.
     */
    @Nullable
    String text(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isTextual()) {
            problem(name + " must be a string, not " + value);
            return null;
        }
        return value == null ? null : value.asText();
    }

    @Nullable
    String neededText(String name) {
        if (!has(name)) {
            problem(name + " is missing");
        }
        return text(name);
    }

    boolean flag(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isBoolean()) {
            problem(name + " must be true or false, not " + value);
        }
        return value != null && value.asBoolean();
    }

    /**
     * Reads an integer. If the field is missing, returns the default. If it is out of range, records a problem and
     * returns the default.
     */
    int whole(String name, int least, int most, int otherwise) {
        JsonNode value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.canConvertToExactIntegral() || value.asLong() < least || value.asLong() > most) {
            problem(name + " must be an integer from " + least + " to " + most + ", not " + value);
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
            problem(name + " must be a number from " + least + (most == Double.MAX_VALUE ? " up" : " to " + most)
                    + ", not " + value);
            return otherwise;
        }
        return value.asDouble();
    }

    /**
     * Parses a string field, or returns null if the field is missing. If it is invalid, records a problem and returns
     * null.
     */
    <T> @Nullable T parsed(String name, Function<String, T> parser) {
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

    /** Reads a path. See {@link #parsed}. */
    @Nullable
    Path path(String name) {
        return parsed(name, text -> Path.parse(text, name));
    }

    @Nullable
    PayloadTemplate template(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        try {
            return PayloadTemplate.parse(value);
        } catch (IllegalArgumentException refused) {
            problem(name + ": " + refused.getMessage());
            return null;
        }
    }

    /** Reports all fields that were not read as unknown. */
    void refuseUnknown(String kind) {
        Set<String> unknown = names();
        unknown.removeAll(asked);
        for (String name : unknown) {
            problem(name
                    + (NOT_SIMULATED.matcher(name).matches() ? " is not simulated" : " is not a field of " + kind)
                    + "; the simulated fields of "
                    + kind + " are " + new TreeSet<>(asked));
        }
    }
}
