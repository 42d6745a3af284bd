package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The simulated part of the context object, {@code $$}.
 *
 * @param token the task token; null if the state does not wait for one
 * @param item the item in an ItemSelector; null elsewhere
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">Context
 *     object</a>
 */
record ContextObject(
        int redriveCount, @Nullable String token, @Nullable JsonNode item) {
    JsonNode json() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.putObject("Execution").put("RedriveCount", redriveCount);
        if (token != null) {
            context.putObject("Task").put("Token", token);
        }
        if (item != null) {
            context.putObject("Map").putObject("Item").set("Value", item);
        }
        return context;
    }
}
