package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.Flow.Exit;
import io.github.bedrockfinetuning.local.states.data.Data;
import io.github.bedrockfinetuning.local.states.data.Payload;
import io.github.bedrockfinetuning.local.states.data.PayloadTemplate;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.states.definition.Catcher;
import io.github.bedrockfinetuning.local.states.definition.ErrorNames;
import io.github.bedrockfinetuning.local.states.definition.Retrier;
import io.github.bedrockfinetuning.local.states.definition.State;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Processes the input and the output of a state, and finds the Retry or Catch element that applies to an error. The
 * caller runs tasks and waits.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html">Processing
 *     input and output</a>
 */
final class InputOutput {
    /** Provides the documents that expressions read. */
    @FunctionalInterface
    interface View {
        /** @param token the task token; null if the state does not wait for one */
        Data of(JsonNode input, @Nullable String token);
    }

    private final State state;
    private final JsonNode input;
    private final View view;

    InputOutput(State state, JsonNode input, View view) {
        this.state = state;
        this.input = input;
        this.view = view;
    }

    /** Returns the input after Parameters is applied. */
    JsonNode effective(@Nullable String token) {
        PayloadTemplate parameters = state.effect().parameters();
        return parameters == null
                ? input
                : Payload.checked(
                        parameters.evaluate(view.of(input, token)), "Parameters of state '" + state.name() + "'");
    }

    /** Returns the result of a Pass state. */
    JsonNode result(State.Pass pass) {
        return pass.result() == null ? effective(null) : pass.result();
    }

    /** Returns the input with the result inserted at ResultPath. */
    JsonNode combined(JsonNode result) {
        Payload.checked(result, "state/task '" + state.name() + "'");
        return state.effect().resultPath().put(input, result);
    }

    /** Returns the output that OutputPath selects, and the name of the next state. */
    Exit left(JsonNode output) {
        return new Exit(
                Payload.checked(
                        state.effect().outputPath().evaluate(view.of(output, null)), "state '" + state.name() + "'"),
                state.common().next());
    }

    Exit choose(State.Choice choice) {
        Data data = view.of(input, null);
        String next = choice.options().stream()
                .filter(option -> option.rule().holds(data))
                .map(State.Choice.Option::next)
                .findFirst()
                .orElse(choice.otherwise());
        if (next == null) {
            throw new StateFailure(
                    "States.NoChoiceMatched",
                    "No choice of the state '" + state.name() + "' matched, and it has no Default");
        }
        return new Exit(input, next);
    }

    /**
     * Returns the index of the first Retry element that matches the error. Later elements are ignored, even if this
     * element has no attempts left.
     */
    OptionalInt retrier(StateFailure failure) {
        return first(
                state.effect().retriers().stream().map(Retrier::errorEquals).toList(), failure);
    }

    Retrier retrier(OptionalInt index) {
        return state.effect().retriers().get(index.getAsInt());
    }

    /** Returns the index of the first Catch element that matches the error. */
    OptionalInt catcher(StateFailure failure) {
        return first(
                state.effect().catchers().stream().map(Catcher::errorEquals).toList(), failure);
    }

    /** Returns the output and the next state of a Catch element. */
    Exit caught(OptionalInt index, StateFailure failure) {
        Catcher catcher = state.effect().catchers().get(index.getAsInt());
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("Error", failure.error());
        error.put("Cause", failure.cause() == null ? "" : failure.cause());
        return new Exit(catcher.resultPath().put(input, error), catcher.next());
    }

    private static OptionalInt first(List<List<String>> named, StateFailure failure) {
        return IntStream.range(0, named.size())
                .filter(index -> ErrorNames.match(named.get(index), failure.error()))
                .findFirst();
    }
}
