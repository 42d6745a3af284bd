package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.Flow.Exit;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What one state makes of its input and of its result, and which Retry and Catch take its errors: all of a state but the
 * work itself and the time it takes.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html">Processing input
 *     and output</a>
 */
final class InputOutput {
    /** Shows expressions a document and the context object. */
    @FunctionalInterface
    interface View {
        /** @param token null unless the state waits for one */
        Data of(JsonNode input, String token);
    }

    private final State state;
    private final JsonNode input;
    private final View view;

    InputOutput(State state, JsonNode input, View view) {
        this.state = state;
        this.input = input;
        this.view = view;
    }

    /** The input after InputPath alone. */
    JsonNode selectedInput() {
        return select(state.common().inputPath(), input);
    }

    /** The input after InputPath and Parameters. */
    JsonNode effective(String token) {
        JsonNode selected = selectedInput();
        Template parameters = state.effect().parameters();
        return parameters == null
                ? selected
                : Payload.checked(
                        parameters.evaluate(view.of(selected, token)), "Parameters of state '" + state.name() + "'");
    }

    /** What a Pass state has for a result. */
    JsonNode result(State.Pass pass) {
        return pass.result() == null ? effective(null) : pass.result();
    }

    /** The result after ResultSelector, put into the input by ResultPath. */
    JsonNode combined(JsonNode result) {
        Payload.checked(result, "state/task '" + state.name() + "'");
        State.Effect effect = state.effect();
        JsonNode selected = effect.resultSelector() == null
                ? result
                : effect.resultSelector().evaluate(view.of(result, null));
        return effect.resultPath().put(input, selected);
    }

    /** The end of a visit that went well: what OutputPath leaves, and the state's Next. */
    Exit left(JsonNode output) {
        return new Exit(
                Payload.checked(select(state.common().outputPath(), output), "state '" + state.name() + "'"),
                state.common().next());
    }

    Exit choose(State.Choice choice) {
        JsonNode selected = selectedInput();
        Data data = view.of(selected, null);
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
        return new Exit(select(choice.common().outputPath(), selected), next);
    }

    StateFailure failed(State.Fail fail) {
        Data data = view.of(input, null);
        return new StateFailure(text(fail.error(), data), text(fail.cause(), data));
    }

    /** The first Retry that names the error: it decides, even if it has no attempts left. */
    OptionalInt retrier(StateFailure failure) {
        return first(
                state.effect().retriers().stream().map(Retrier::errorEquals).toList(), failure);
    }

    Retrier retrier(OptionalInt index) {
        return state.effect().retriers().get(index.getAsInt());
    }

    /** The first Catch that names the error. */
    OptionalInt catcher(StateFailure failure) {
        return first(
                state.effect().catchers().stream().map(Catcher::errorEquals).toList(), failure);
    }

    /** The end of a visit whose error is caught. */
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

    private JsonNode select(Path path, JsonNode from) {
        if (path == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        return path.isWholeInput() ? from : path.evaluate(view.of(from, null));
    }

    private static String text(Expression expression, Data data) {
        JsonNode value = expression == null ? null : expression.evaluate(data);
        if (value != null && !value.isTextual()) {
            throw StateFailure.runtime("ErrorPath and CausePath of a Fail state have to give strings, not " + value);
        }
        return value == null ? null : value.asText();
    }
}
