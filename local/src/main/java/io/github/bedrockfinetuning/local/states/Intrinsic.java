package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A call of an intrinsic function. */
record Intrinsic(String text, Intrinsics function, List<Expression> arguments) implements Expression {
    @Override
    public JsonNode evaluate(Data data) {
        List<JsonNode> values =
                arguments.stream().map(argument -> argument.evaluate(data)).toList();
        try {
            return function.apply(values, data.chance());
        } catch (IllegalArgumentException wrong) {
            throw StateFailure.intrinsic("The intrinsic function '" + text + "' failed: " + wrong.getMessage());
        }
    }

    boolean usesTaskToken() {
        return arguments.stream()
                .anyMatch(argument -> argument instanceof Path path && path.isTaskToken()
                        || argument instanceof Intrinsic call && call.usesTaskToken());
    }
}
