package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/** A path into the input or the context object, or an intrinsic function's call. */
interface Expression {
    /** @throws StateFailure if it has no value */
    JsonNode evaluate(Data data);

    /**
     * @param field the field it stands in, as errors name it
     * @throws IllegalArgumentException if it is neither, with a message for the definition's author
     */
    static Expression parse(String text, String field) {
        return text.startsWith("States.") ? new IntrinsicParser(text, field).parse() : Path.parse(text, field);
    }
}
