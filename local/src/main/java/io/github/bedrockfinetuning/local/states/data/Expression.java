package io.github.bedrockfinetuning.local.states.data;

import com.fasterxml.jackson.databind.JsonNode;

/** A path into the input or the context object, or a call of {@code States.Format}. */
interface Expression {
    /** @throws StateFailure if it has no value */
    JsonNode evaluate(Data data);

    boolean usesTaskToken();

    /**
     * Reads an expression.
     *
     * @param field the field that it is written in, for messages
     * @throws IllegalArgumentException if it is neither
     */
    static Expression parse(String text, String field) {
        return text.startsWith("States.") ? Format.parse(text, field) : Path.parse(text, field);
    }
}
