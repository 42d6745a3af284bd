package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The branches of a Parallel state or the items of a Map state. A redrive runs those that did not succeed and keeps the
 * results of the others.
 */
interface Parts {
    /**
     * Runs the parts and returns their results.
     *
     * @param visit the visit of the state; a redrive passes a new one
     */
    JsonNode run(Visit visit, JsonNode effectiveInput);
}
