package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A whole number of a state, fixed or taken from its data.
 *
 * @param literal null if a path gives it, or if there is none
 * @param path null if it is fixed, or if there is none
 */
record Setting(String name, Integer literal, Path path, int least, int most) {
    /** Null if there is none. */
    Integer resolve(Data data) {
        if (path == null) {
            return literal;
        }
        JsonNode value = path.evaluate(data);
        if (!value.canConvertToExactIntegral() || value.asLong() < least || value.asLong() > most) {
            throw StateFailure.runtime("The " + name + "Path parameter '" + path
                    + "' does not reference a whole number from " + least + " to " + most + ": " + value);
        }
        return value.intValue();
    }
}
