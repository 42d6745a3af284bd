package io.github.bedrockfinetuning.local.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ResultPath, which is the position in the input of a state at which the result is inserted. In the definition,
 * null discards the result.
 */
public final class ResultPath {
    /** The default, {@code $}. The result replaces the input. */
    public static final ResultPath WHOLE = new ResultPath("$", List.of());

    public static final ResultPath NOWHERE = new ResultPath(null, List.of());

    private final @Nullable String text;
    private final List<Object> steps;

    private ResultPath(@Nullable String text, List<Object> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** @throws IllegalArgumentException if the text is not a reference path */
    public static ResultPath parse(String text) {
        if (text.startsWith("$$")) {
            throw new IllegalArgumentException("'" + text + "' is in the context object, which cannot be changed");
        }
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("'" + text + "' is not a path: a path starts with $");
        }
        return new ResultPath(text, Path.steps(text, 1));
    }

    /**
     * Returns a copy of the input with the result inserted.
     *
     * @throws StateFailure States.ResultPathMatchFailure if the input has no such position
     */
    public JsonNode put(JsonNode input, JsonNode result) {
        return text == null ? input : put(input, 0, input, result);
    }

    private JsonNode put(@Nullable JsonNode here, int depth, JsonNode input, JsonNode result) {
        if (depth == steps.size()) {
            return result;
        }
        Object step = steps.get(depth);
        if (step instanceof String name && (here == null || here.isObject())) {
            // The copy shares the unchanged parts, because documents are never modified.
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
