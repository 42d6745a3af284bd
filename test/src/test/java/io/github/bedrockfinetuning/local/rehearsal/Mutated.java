package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes templates, to verify that tests detect the changes. */
public final class Mutated {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFERENCE = Pattern.compile("@@(\\d+)@@");
    private static final String DEFINITION = "DefinitionString";

    private Mutated() {}

    /** Returns a changed copy of a template. */
    public static ObjectNode template(JsonNode template, Consumer<ObjectNode> change) {
        ObjectNode copy = template.deepCopy();
        change.accept(copy);
        return copy;
    }

    /** Returns a copy of a template with a changed state machine definition. */
    public static ObjectNode definition(JsonNode template, Consumer<ObjectNode> change) {
        return template(template, copy -> {
            ObjectNode properties = properties(copy, "AWS::StepFunctions::StateMachine", "");
            JsonNode parts = properties.path(DEFINITION).at("/Fn::Join/1");
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                text.append(parts.get(i).isTextual() ? parts.get(i).textValue() : "@@" + i + "@@");
            }
            ObjectNode definition = read(text.toString());
            change.accept(definition);
            properties.set(DEFINITION, joined(definition.toString(), parts));
        });
    }

    /** Returns the properties of the only resource of a type whose logical ID contains a word. */
    public static ObjectNode properties(JsonNode template, String type, String word) {
        return (ObjectNode) resource(template, type, word).path("Properties");
    }

    /** Returns a part of the properties of the only resource of a type whose logical ID contains a word. */
    public static ObjectNode part(JsonNode template, String type, String word, String pointer) {
        return (ObjectNode) properties(template, type, word).at(pointer);
    }

    /** Returns the first resource of a type whose logical ID contains a word. */
    public static ObjectNode resource(JsonNode template, String type, String word) {
        for (var resource : template.path("Resources").properties()) {
            if (resource.getValue().path("Type").asText().equals(type)
                    && resource.getKey().contains(word)) {
                return (ObjectNode) resource.getValue();
            }
        }
        throw new IllegalArgumentException("No " + type + " is named like " + word + ".");
    }

    /** Returns a state by its name, at any level of the definition. */
    public static ObjectNode state(JsonNode definition, String name) {
        JsonNode found = states(definition).get(name);
        if (found == null) {
            throw new IllegalArgumentException("There is no state " + name + ".");
        }
        return (ObjectNode) found;
    }

    /** Returns all states by name, including the states in branches and maps. */
    static Map<String, JsonNode> states(JsonNode machine) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        machine.path("States").properties().forEach(state -> {
            all.put(state.getKey(), state.getValue());
            state.getValue().path("Branches").forEach(branch -> all.putAll(states(branch)));
            all.putAll(states(state.getValue().path("ItemProcessor")));
        });
        return all;
    }

    private static ObjectNode joined(String text, JsonNode parts) {
        ArrayNode joined = JSON.createArrayNode();
        Matcher reference = REFERENCE.matcher(text);
        int end = 0;
        while (reference.find()) {
            joined.add(text.substring(end, reference.start()));
            joined.add(parts.get(Integer.parseInt(reference.group(1))));
            end = reference.end();
        }
        joined.add(text.substring(end));
        ObjectNode join = JSON.createObjectNode();
        join.putArray("Fn::Join").add("").add(joined);
        return join;
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
