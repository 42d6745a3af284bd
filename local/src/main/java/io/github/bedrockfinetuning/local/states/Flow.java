package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.states.definition.Scope;
import io.github.bedrockfinetuning.local.time.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the states of a scope (a state machine, a branch, or an item processor) one after another in a separate actor.
 */
final class Flow implements Abortable {
    private final Engine engine;
    private final Execution execution;
    private final Scope scope;
    /** The state at which an earlier attempt ended, or null before a redrive. */
    private final @Nullable Visit unfinished;

    private Actor actor;
    private @Nullable Visit visit;
    private long lastEvent;
    private boolean over;

    Flow(Engine engine, Execution execution, Scope scope, long lastEvent) {
        this(engine, execution, scope, lastEvent, null);
    }

    private Flow(Engine engine, Execution execution, Scope scope, long lastEvent, @Nullable Visit unfinished) {
        this.unfinished = unfinished;
        this.engine = engine;
        this.execution = execution;
        this.scope = scope;
        this.lastEvent = lastEvent;
    }

    /**
     * Starts the actor. The body of the actor calls {@link #run}. At the end, the actor calls one of the two consumers,
     * unless the flow was aborted.
     */
    void start(String name, Supplier<JsonNode> body, Consumer<JsonNode> succeeded, Consumer<StateFailure> failed) {
        actor = engine.clock().spawn(name, () -> {
            JsonNode output;
            try {
                output = body.get();
            } catch (StateFailure failure) {
                over = true;
                failed.accept(failure);
                return;
            }
            over = true;
            succeeded.accept(output);
        });
    }

    /** Returns a flow that continues at the state where this one ended. */
    Flow redriven(long previousEvent) {
        return new Flow(engine, execution, scope, previousEvent, visit == null ? unfinished : visit);
    }

    @Override
    public void abort() {
        if (over) {
            return;
        }
        over = true;
        if (visit != null) {
            visit.abort();
        }
        actor.stop();
    }

    Engine engine() {
        return engine;
    }

    Execution execution() {
        return execution;
    }

    /** Returns the ID of the last event of this flow. The next event refers to it. */
    long lastEvent() {
        return lastEvent;
    }

    void record(String type, ObjectNode details) {
        lastEvent = execution.events().add(lastEvent, type, details);
    }

    void recordClosing(String type, ObjectNode details) {
        lastEvent = execution.events().addClosing(lastEvent, type, details);
    }

    /** Ends the flow's actor if the flow has been aborted. */
    void checkStopped() {
        actor.checkStopped();
    }

    void sleepUntil(Instant instant) {
        engine.clock().sleep(Duration.between(engine.clock().now(), instant));
    }

    /** Runs the states and returns the output of the last one. */
    JsonNode run(JsonNode input) {
        JsonNode data = input;
        String name = scope.startAt();
        Visit again = unfinished == null ? null : unfinished.redriven(this);
        while (true) {
            visit = again == null ? new Visit(this, scope.states().get(name), data) : again;
            again = null;
            Exit exit = visit.perform();
            visit = null;
            if (exit.next() == null) {
                return exit.output();
            }
            data = exit.output();
            name = exit.next();
        }
    }

    /** @param next the name of the next state; null at the end of the flow */
    record Exit(JsonNode output, @Nullable String next) {}
}
