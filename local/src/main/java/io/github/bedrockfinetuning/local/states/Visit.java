package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockfinetuning.local.states.Flow.Exit;
import java.time.Instant;
import java.util.OptionalInt;
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

    private final InputOutput processing;

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
        processing = new InputOutput(state, input, (of, token) -> data(of, token));
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
        OptionalInt index = processing.retrier(failure);
        if (index.isEmpty()
                || retries[index.getAsInt()] >= processing.retrier(index).maxAttempts()) {
            return false;
        }
        flow.engine()
                .clock()
                .sleep(processing
                        .retrier(index)
                        .delay(retries[index.getAsInt()]++, flow.engine().chance()));
        attempt++;
        return true;
    }

    private Exit caught(StateFailure failure) {
        OptionalInt index = processing.catcher(failure);
        if (index.isEmpty()) {
            throw failure;
        }
        Exit exit = processing.caught(index, failure);
        listener().stateExited(flow.execution(), state.name(), attempt, "CAUGHT");
        return exit;
    }

    private Exit attemptOnce() {
        if (state instanceof State.Choice choice) {
            return processing.choose(choice);
        }
        return processing.left(state instanceof State.Succeed || state instanceof State.Wait ? pass() : produce());
    }

    private JsonNode pass() {
        JsonNode selected = processing.selectedInput();
        if (state instanceof State.Wait wait) {
            flow.sleepUntil(wakeAt(wait, data(selected, null)));
        }
        return selected;
    }

    private JsonNode produce() {
        JsonNode result;
        if (state instanceof State.Task task) {
            result = new TaskAttempt(this, task).run();
        } else if (state instanceof State.Pass pass) {
            result = processing.result(pass);
        } else if (state instanceof State.Parallel parallel) {
            result = run(() -> new ParallelAttempt(parallel));
        } else if (state instanceof State.Map map) {
            result = run(() -> map.distribution() == null ? new InlineMapAttempt(map) : new MapRun(this, map));
        } else {
            throw processing.failed((State.Fail) state);
        }
        return processing.combined(result);
    }

    /** The input after InputPath and Parameters. */
    JsonNode effective(String token) {
        return processing.effective(token);
    }

    /** The input after InputPath alone, which the paths of a state's own fields look at. */
    JsonNode selectedInput() {
        return processing.selectedInput();
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
