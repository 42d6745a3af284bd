package io.github.bedrockfinetuning.local.aws.events;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes the events of a rule. */
@FunctionalInterface
public interface EventTarget {
    /**
     * Called while the simulation stands still: it may spawn an actor, and MUST NOT sleep or wait.
     *
     * @throws Exception if the event was not taken; it is delivered again later
     */
    void deliver(JsonNode event) throws Exception;
}
