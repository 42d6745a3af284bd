package io.github.bedrockfinetuning.local.states.data;

import com.fasterxml.jackson.databind.JsonNode;

/** A path in the input or the context object, or a call to the intrinsic function {@code States.Format}. */
interface Expression {
    /**
     * Evaluates the expression.
     *
     * @throws StateFailure if the path does not exist, or the function fails
     */
    JsonNode evaluate(Data data);

    boolean usesTaskToken();

    /**
     * Parses an expression.
     *
     * @param field the name of the field that contains the expression, for messages
     * @throws IllegalArgumentException if the text is not an expression, or if the expression is not simulated
     */
    static Expression parse(String text, String field) {
        return text.startsWith("States.") ? Format.parse(text, field) : Path.parse(text, field);
    }
}
