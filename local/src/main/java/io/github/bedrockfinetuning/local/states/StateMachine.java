package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/** A state machine definition, checked and ready to run. */
public final class StateMachine {
    /** @throws InvalidDefinition naming every state and field that is wrong, unknown or not supported */
    public static StateMachine parse(JsonNode definition) {
        throw new UnsupportedOperationException();
    }
}
