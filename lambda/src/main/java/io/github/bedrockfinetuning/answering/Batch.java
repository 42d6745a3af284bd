package io.github.bedrockfinetuning.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;

/**
 * A byte range that contains consecutive records of a staged file. The state contains only this range, never a
 * record.
 *
 * @param number the batch number, starting at 0
 * @param from the first byte, starting at 0
 * @param to the last byte, inclusive
 * @param first the index of the first record, starting at 0
 * @param count the number of records
 */
public record Batch(int number, long from, long to, int first, int count) {

    public static Batch of(JsonNode node) {
        if (!node.path("count").isInt() || !node.path("to").isNumber()) {
            throw new PermanentFailure("The state does not specify a batch of records.");
        }
        return new Batch(
                node.path("batch").intValue(),
                node.path("from").longValue(),
                node.path("to").longValue(),
                node.path("first").intValue(),
                node.path("count").intValue());
    }

    /** Returns one line of {@code batches.jsonl}. */
    public ObjectNode toJson() {
        return Json.object()
                .put("batch", number)
                .put("from", from)
                .put("to", to)
                .put("first", first)
                .put("count", count);
    }
}
