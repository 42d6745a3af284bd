package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockfinetuning.local.states.Flow.Exit;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A flow's visit to one state: entry, the work with its retries, what is caught, and exit. */
final class Visit {
    private static final Set<String> ABORTABLE = Set.of("Task", "Wait", "Parallel", "Map");

    private final Flow flow;
    private final State state;
    private final JsonNode input;
    private final Instant entered;
    private long enteredEvent;
    private final boolean redriven;
    private int attempt = 1;
    private Group group;
    /** The parts of the last attempt, which a redrive takes up again; null if there are none. */
    private Parts parts;

    Visit(Flow flow, State state, JsonNode input) {
        this(flow, state, input, null, false);
    }

    private Visit(Flow flow, State state, JsonNode input, Parts parts, boolean redriven) {
        this.parts = parts;
        this.redriven = redriven;
        this.flow = flow;
        this.state = state;
        this.input = input;
        entered = flow.engine().clock().now();
    }

    Exit perform() {
        String type = state.common().type();
        // A redrive goes on within the states that were entered and not left; only a Fail state is entered anew.
        if (!redriven || state instanceof State.Fail) {
            flow.record(type + "StateEntered", named("input", input));
        }
        enteredEvent = flow.lastEvent();
        listener().stateEntered(flow.execution(), state.name(), input);
        // The listener may have stopped the very execution that it was told of.
        flow.checkStopped();
        Exit exit;
        try {
            exit = work();
        } catch (StateFailure failure) {
            listener().stateExited(flow.execution(), state.name(), attempt, "FAILED");
            throw failure;
        }
        flow.record(type + "StateExited", named("output", exit.output()));
        return exit;
    }

    /** The same visit in a flow that is redriven: with the same input, its parts as far as they came, no retries used. */
    Visit redriven(Flow again) {
        return new Visit(again, state, input, parts, true);
    }

    /** Tells that it came to nothing, and ends what runs on its behalf. */
    void abort() {
        if (group != null) {
            group.abort();
        }
        if (ABORTABLE.contains(state.common().type())) {
            flow.recordClosing(state.common().type() + "StateAborted", History.details());
        }
        listener().stateExited(flow.execution(), state.name(), attempt, "ABORTED");
    }

    Flow flow() {
        return flow;
    }

    State state() {
        return state;
    }

    int attempt() {
        return attempt;
    }

    void runs(Group running) {
        group = running;
    }

    private JsonNode run(Supplier<Parts> fresh) {
        if (parts == null) {
            parts = fresh.get();
        }
        return parts.run(this, effective(null));
    }

    /** @param token null unless the state waits for one */
    Data data(JsonNode of, String token) {
        return data(of, token, flow.item());
    }

    /** @param item what {@code $$.Map.Item} is; null: nothing */
    Data data(JsonNode of, String token, JsonNode item) {
        Context context = new Context(flow.execution(), state.name(), entered, attempt - 1, token, item);
        return new Data(of, context::json, flow.engine().chance());
    }

    private Exit work() {
        int[] retries = new int[state.effect().retriers().size()];
        while (true) {
            try {
                Exit exit = attemptOnce();
                listener().stateExited(flow.execution(), state.name(), attempt, "SUCCEEDED");
                return exit;
            } catch (StateFailure raw) {
                StateFailure failure = located(raw);
                group = null;
                if (StateFailure.DATA_LIMIT_EXCEEDED.equals(failure.error())) {
                    // The results together were too large: a redrive makes all of them anew.
                    parts = null;
                }
                if (!retry(failure, retries)) {
                    return caught(failure);
                }
                parts = null;
            }
        }
    }

    private boolean retry(StateFailure failure, int[] retries) {
        List<Retrier> retriers = state.effect().retriers();
        for (int i = 0; i < retriers.size(); i++) {
            Retrier retrier = retriers.get(i);
            // The first that names the error decides, even if it has no attempts left.
            if (ErrorNames.match(retrier.errorEquals(), failure.error())) {
                if (retries[i] >= retrier.maxAttempts()) {
                    return false;
                }
                flow.engine()
                        .clock()
                        .sleep(retrier.delay(retries[i]++, flow.engine().chance()));
                attempt++;
                return true;
            }
        }
        return false;
    }

    private Exit caught(StateFailure failure) {
        for (Catcher catcher : state.effect().catchers()) {
            if (ErrorNames.match(catcher.errorEquals(), failure.error())) {
                ObjectNode error = JsonNodeFactory.instance.objectNode();
                error.put("Error", failure.error());
                error.put("Cause", failure.cause() == null ? "" : failure.cause());
                JsonNode output = catcher.resultPath().put(input, error);
                listener().stateExited(flow.execution(), state.name(), attempt, "CAUGHT");
                return new Exit(output, catcher.next());
            }
        }
        throw failure;
    }

    private Exit attemptOnce() {
        if (state instanceof State.Choice choice) {
            return choose(choice);
        }
        JsonNode output = state instanceof State.Succeed || state instanceof State.Wait ? pass() : produce();
        output = select(state.common().outputPath(), output);
        return new Exit(
                Payload.checked(output, "state '" + state.name() + "'"),
                state.common().next());
    }

    private JsonNode pass() {
        JsonNode selected = select(state.common().inputPath(), input);
        if (state instanceof State.Wait wait) {
            flow.sleepUntil(wakeAt(wait, data(selected, null)));
        }
        return selected;
    }

    private JsonNode produce() {
        State.Effect effect = state.effect();
        JsonNode result;
        if (state instanceof State.Task task) {
            result = new TaskAttempt(this, task).run();
        } else if (state instanceof State.Pass pass) {
            result = pass.result() == null ? effective(null) : pass.result();
        } else if (state instanceof State.Parallel parallel) {
            result = run(() -> new ParallelAttempt(parallel));
        } else if (state instanceof State.Map map) {
            result = run(() -> map.distribution() == null ? new InlineMapAttempt(map) : new MapRun(this, map));
        } else {
            throw failed((State.Fail) state);
        }
        Payload.checked(result, "state/task '" + state.name() + "'");
        if (effect.resultSelector() != null) {
            result = effect.resultSelector().evaluate(data(result, null));
        }
        return effect.resultPath().put(input, result);
    }

    /** The input after InputPath and Parameters. */
    JsonNode effective(String token) {
        JsonNode selected = select(state.common().inputPath(), input);
        Template parameters = state.effect().parameters();
        return parameters == null
                ? selected
                : Payload.checked(
                        parameters.evaluate(data(selected, token)), "Parameters of state '" + state.name() + "'");
    }

    /** The input after InputPath alone, which the paths of a state's own fields look at. */
    JsonNode selectedInput() {
        return select(state.common().inputPath(), input);
    }

    private JsonNode select(Path path, JsonNode from) {
        if (path == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        return path.isWholeInput() ? from : path.evaluate(data(from, null));
    }

    private Exit choose(State.Choice choice) {
        JsonNode selected = select(choice.common().inputPath(), input);
        Data data = data(selected, null);
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

    private Instant wakeAt(State.Wait wait, Data data) {
        Integer seconds = wait.seconds().resolve(data);
        if (seconds != null) {
            return entered.plusSeconds(seconds);
        }
        if (wait.timestamp() != null) {
            return wait.timestamp();
        }
        JsonNode value = wait.timestampPath().evaluate(data);
        Instant instant = value.isTextual() ? ChoiceRule.timestamp(value.asText()) : null;
        if (instant == null) {
            throw StateFailure.runtime("The TimestampPath parameter '" + wait.timestampPath()
                    + "' does not reference an RFC 3339 timestamp: " + value);
        }
        return instant;
    }

    private StateFailure failed(State.Fail fail) {
        Data data = data(input, null);
        return new StateFailure(text(fail.error(), data), text(fail.cause(), data));
    }

    private static String text(Expression expression, Data data) {
        JsonNode value = expression == null ? null : expression.evaluate(data);
        if (value != null && !value.isTextual()) {
            throw StateFailure.runtime("ErrorPath and CausePath of a Fail state have to give strings, not " + value);
        }
        return value == null ? null : value.asText();
    }

    /** A failure that ends the execution says where it was. */
    private StateFailure located(StateFailure failure) {
        boolean told =
                failure.cause() != null && failure.cause().startsWith("An error occurred while executing the state");
        if (told || !StateFailure.RUNTIME.equals(failure.error())) {
            return failure;
        }
        return StateFailure.runtime("An error occurred while executing the state '" + state.name()
                + "' (entered at the event id #" + enteredEvent + "). " + failure.cause());
    }

    private ObjectNode named(String field, JsonNode value) {
        ObjectNode details = History.details();
        details.set("name", TextNode.valueOf(state.name()));
        details.set(field, value);
        return details;
    }

    private Listener listener() {
        return flow.engine().listener();
    }
}
