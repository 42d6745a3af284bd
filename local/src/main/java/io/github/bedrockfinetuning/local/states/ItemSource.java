package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reads what Distributed Maps read, and keeps what their result writers write. */
@FunctionalInterface
public interface ItemSource {
    /**
     * All the items that a Distributed Map's ItemReader names. {@link Items#read} turns an object's bytes into items.
     *
     * @param itemReader Resource, ReaderConfig and Parameters, with every path in them resolved
     * @throws TaskFailed if the items cannot be read; the Map state then fails with States.ItemReaderFailed
     */
    List<JsonNode> read(JsonNode itemReader) throws TaskFailed;

    /**
     * Writes one object of a Distributed Map's ResultWriter.
     *
     * @throws TaskFailed if it cannot be written; the Map state then fails with States.ResultWriterFailed
     */
    default void write(String bucket, String key, byte[] bytes) throws TaskFailed {
        throw new TaskFailed(
                "States.ResultWriterFailed", "Nothing here writes results, asked for s3://" + bucket + "/" + key + ".");
    }
}
