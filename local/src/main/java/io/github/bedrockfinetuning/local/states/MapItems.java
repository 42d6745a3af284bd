package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The items of one attempt at a Map state, and what each iteration gets of them. */
final class MapItems {
    private final Visit visit;
    private final State.Map state;
    private final JsonNode input;

    /** @param input the state's input after InputPath */
    MapItems(Visit visit, State.Map state, JsonNode input) {
        this.visit = visit;
        this.state = state;
        this.input = input;
    }

    /** From the input, by ItemsPath. */
    List<JsonNode> ofInput() {
        JsonNode found = state.itemsPath() == null ? input : state.itemsPath().evaluate(visit.data(input, null));
        if (!found.isArray()) {
            throw StateFailure.runtime("Reference path \"" + (state.itemsPath() == null ? "$" : state.itemsPath())
                    + "\" must point to array.");
        }
        List<JsonNode> items = new ArrayList<>(found.size());
        found.forEach(items::add);
        return items;
    }

    /** What {@code $$.Map.Item} is for an item. */
    static JsonNode context(int index, JsonNode value) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("Index", index);
        return item.set("Value", value);
    }

    /** What ItemSelector makes of an item; without one, the item. */
    JsonNode selected(int index, JsonNode value) {
        return state.itemSelector() == null
                ? value
                : state.itemSelector().evaluate(visit.data(input, null, context(index, value)));
    }

    /** @param most how many the service runs at once where the state does not say */
    int atOnce(int most) {
        int wanted = state.maxConcurrency().resolve(visit.data(input, null));
        return wanted == 0 ? most : Math.min(wanted, most);
    }
}
