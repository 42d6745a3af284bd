package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The branches of a Parallel state or the items of a Map state. A redrive runs the parts that did not succeed, and
 * retains the results of the others.
 */
interface Parts {
    /**
     * Runs the parts and returns their results.
     *
     * @param visit the visit of the state; a redrive uses a new visit
     */
    JsonNode run(Visit visit, JsonNode effectiveInput);
}
