package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The parts of one attempt at a Parallel or Map state. Run again, by a redrive, it takes up those that did not succeed and
 * keeps the results of those that did.
 */
interface Parts {
    /** @param visit the state's visit; after a redrive another than before */
    JsonNode run(Visit visit, JsonNode effectiveInput);
}
