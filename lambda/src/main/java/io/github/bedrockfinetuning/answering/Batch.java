package io.github.bedrockfinetuning.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;

/**
 * Some neighbouring records of a staged file, by the bytes they take, so that no record ever passes through the state.
 *
 * @param number counted from 0
 * @param from the first byte, counted from 0
 * @param to the last byte, itself included
 * @param first the index of the first record, counted from 0
 * @param count how many records
 */
public record Batch(int number, long from, long to, int first, int count) {

    public static Batch of(JsonNode node) {
        if (!node.path("count").isInt() || !node.path("to").isNumber()) {
            throw new PermanentFailure("The state names no batch of records.");
        }
        return new Batch(
                node.path("batch").intValue(),
                node.path("from").longValue(),
                node.path("to").longValue(),
                node.path("first").intValue(),
                node.path("count").intValue());
    }

    /** One line of {@code batches.jsonl}. */
    public ObjectNode toJson() {
        return Json.object()
                .put("batch", number)
                .put("from", from)
                .put("to", to)
                .put("first", first)
                .put("count", count);
    }
}
