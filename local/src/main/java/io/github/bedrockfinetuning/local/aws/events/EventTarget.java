package io.github.bedrockfinetuning.local.aws.events;

import com.fasterxml.jackson.databind.JsonNode;

/** Receives the events of a rule. */
@FunctionalInterface
public interface EventTarget {
    /**
     * Delivers an event while virtual time is paused. Implementations can start an actor, but MUST NOT sleep or wait.
     *
     * @throws Exception if the event was not accepted; it is delivered again later
     */
    void deliver(JsonNode event) throws Exception;
}
