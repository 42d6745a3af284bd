package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockfinetuning.local.states.Flow.Exit;
import io.github.bedrockfinetuning.local.states.data.Data;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.states.definition.State;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a state from entry to exit, including retries and catches. */
final class Visit {
    private static final Set<String> ABORTABLE = Set.of("Task", "Wait", "Parallel", "Map");

    private final Flow flow;
    private final State state;
    private final JsonNode input;
    private final Instant entered;
    private long enteredEvent;
    private final boolean redriven;
    private int attempt = 1;
    private @Nullable Group group;
    /**
     * The branches or items of the last attempt, which a redrive continues, or null if a redrive runs all of them
     * again.
     */
    private @Nullable Parts parts;

    private final InputOutput processing;

    Visit(Flow flow, State state, JsonNode input) {
        this(flow, state, input, null, false);
    }

    private Visit(Flow flow, State state, JsonNode input, @Nullable Parts parts, boolean redriven) {
        this.parts = parts;
        this.redriven = redriven;
        this.flow = flow;
        this.state = state;
        this.input = input;
        entered = flow.engine().clock().now();
        processing = new InputOutput(state, input, (of, token) -> data(of, token, null));
    }

    Exit perform() {
        String type = state.common().type();
        // A redrive continues in a state that was entered and not exited. The only exception is a Fail state, which is
        // entered again.
        if (!redriven || state instanceof State.Fail) {
            flow.record(type + "StateEntered", named("input", input));
        }
        enteredEvent = flow.lastEvent();
        listener().stateEntered(flow.execution(), state.name(), input);
        // The listener might have stopped this execution.
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

    /**
     * Returns this visit for a redriven flow, with the same input and the existing results. The number of retries
     * starts at zero again.
     */
    Visit redriven(Flow again) {
        return new Visit(again, state, input, parts, true);
    }

    /** Ends everything that this state is running, and records that the state was aborted. */
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

    /**
     * Returns the documents that the expressions of this state read.
     *
     * @param token the task token; null if the state does not wait for one
     * @param item the item in an ItemSelector; null elsewhere
     */
    Data data(JsonNode of, @Nullable String token, @Nullable JsonNode item) {
        return new Data(of, new ContextObject(flow.execution().redriveCount(), token, item)::json);
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
                    // The combined results were too large, so a redrive runs all parts again.
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
                        .delay(retries[index.getAsInt()]++, flow.engine().chance()::fraction));
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
        if (state instanceof State.Wait wait) {
            flow.sleepUntil(entered.plusSeconds(wait.seconds(data(input, null, null))));
        }
        return processing.left(state instanceof State.Succeed || state instanceof State.Wait ? input : produce());
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
            result = run(() -> new MapRun(this, map));
        } else {
            State.Fail fail = (State.Fail) state;
            throw new StateFailure(fail.error(), fail.cause());
        }
        return processing.combined(result);
    }

    /** Returns the input after Parameters is applied. */
    JsonNode effective(@Nullable String token) {
        return processing.effective(token);
    }

    /** Adds the name of this state to a failure that ends the execution. */
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
