package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Groups a Distributed Map's items into the inputs of its children. */
final class ItemBatches {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ItemBatches() {}

    /** @param items how many items are in it */
    record Batch(JsonNode input, int items) {}

    /** @param batcher null: every item is a child's input */
    static List<Batch> of(List<JsonNode> items, State.Batcher batcher, Data data) {
        List<Batch> batches = new ArrayList<>();
        if (batcher == null) {
            items.forEach(item -> batches.add(new Batch(checked(item), 1)));
            return batches;
        }
        Integer mostItems = batcher.maxItems().resolve(data);
        Integer mostBytes = batcher.maxBytes().resolve(data);
        JsonNode common =
                batcher.batchInput() == null ? null : batcher.batchInput().evaluate(data);
        int most = mostBytes == null ? Payload.LIMIT : mostBytes;
        ArrayNode open = NODES.arrayNode();
        // The brackets and names around the items count too.
        int frame = Payload.size(input(common, open));
        int size = frame;
        for (JsonNode item : items) {
            int bytes = Payload.size(item) + 1;
            boolean full = mostItems != null && open.size() == mostItems || size + bytes - 1 > most;
            if (full && !open.isEmpty()) {
                batches.add(new Batch(checked(input(common, open)), open.size()));
                open = NODES.arrayNode();
                size = frame;
            }
            open.add(item);
            size += bytes;
        }
        if (!open.isEmpty()) {
            batches.add(new Batch(checked(input(common, open)), open.size()));
        }
        return batches;
    }

    private static JsonNode input(JsonNode common, ArrayNode items) {
        ObjectNode input = NODES.objectNode();
        if (common != null) {
            input.set("BatchInput", common);
        }
        return input.set("Items", items);
    }

    private static JsonNode checked(JsonNode input) {
        if (Payload.size(input) > Payload.LIMIT) {
            throw new StateFailure(
                    StateFailure.DATA_LIMIT_EXCEEDED,
                    "The input of a child execution is larger than " + Payload.LIMIT + " bytes.");
        }
        return input;
    }
}
