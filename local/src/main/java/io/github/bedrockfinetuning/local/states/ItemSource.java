package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reads the items of Distributed Maps. */
@FunctionalInterface
public interface ItemSource {
    /**
     * Reads all items in an S3 object, for example with {@link Items#read}.
     *
     * @param machineArn the state machine, whose role reads the object
     * @throws TaskFailed if the items cannot be read; the Map state then fails with States.ItemReaderFailed
     */
    List<JsonNode> read(String machineArn, String bucket, String key) throws TaskFailed;
}
