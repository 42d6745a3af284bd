package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a state's input its result is put: a reference path, or nowhere (ResultPath null: the result is dropped). */
final class ResultPath {
    /** The default, {@code $}: the result replaces the input. */
    static final ResultPath WHOLE = new ResultPath("$", List.of());

    static final ResultPath NOWHERE = new ResultPath(null, List.of());

    private static final Pattern STEP =
            Pattern.compile("\\.([^.\\[\\]'\"()*?@,:\\s]+)|\\['([^']+)'\\]|\\[\"([^\"]+)\"\\]|\\[(\\d+)\\]");

    private final String text;
    private final List<Object> steps;

    private ResultPath(String text, List<Object> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** @throws IllegalArgumentException if it is not a reference path, with a message for the definition's author */
    static ResultPath parse(String text) {
        if (text.startsWith("$$")) {
            throw new IllegalArgumentException(
                    "'" + text + "' points into the context object, which cannot be written");
        }
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 1;
        while (text.startsWith("$") && at < text.length() && matcher.find(at) && matcher.start() == at) {
            if (matcher.group(4) != null) {
                steps.add(Integer.valueOf(matcher.group(4)));
            } else {
                steps.add(first(matcher));
            }
            at = matcher.end();
        }
        if (!text.startsWith("$") || at != text.length()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a reference path: it has to name one place, as $.a.b, $['a'] or $.list[0]");
        }
        return new ResultPath(text, List.copyOf(steps));
    }

    private static String first(Matcher matcher) {
        for (int group = 1; group <= 3; group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        throw new IllegalStateException(matcher.group());
    }

    /**
     * The input with the result in its place; neither is changed.
     *
     * @throws StateFailure States.ResultPathMatchFailure if something else is in the way
     */
    JsonNode put(JsonNode input, JsonNode result) {
        return text == null ? input : put(input, 0, input, result);
    }

    private JsonNode put(JsonNode here, int depth, JsonNode input, JsonNode result) {
        if (depth == steps.size()) {
            return result;
        }
        Object step = steps.get(depth);
        if (step instanceof String name && (here == null || here.isObject())) {
            // Shares what it does not change: documents are never changed in place.
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            if (here != null) {
                copy.setAll((ObjectNode) here);
            }
            copy.set(name, put(here == null ? null : here.get(name), depth + 1, input, result));
            return copy;
        }
        if (step instanceof Integer index && here != null && here.isArray() && index < here.size()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(here.size());
            here.forEach(copy::add);
            copy.set(index, put(here.get(index), depth + 1, input, result));
            return copy;
        }
        throw new StateFailure(
                "States.ResultPathMatchFailure", "Unable to apply ReferencePath " + text + " to input " + input);
    }
}
