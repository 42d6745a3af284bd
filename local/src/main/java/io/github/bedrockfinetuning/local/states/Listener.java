package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of executions, including the child executions of Distributed Maps. The simulation is paused
 * during a call, so a listener MUST NOT sleep or wait. It may start actors.
 */
public interface Listener {
    /** Ignores all events. */
    Listener NONE = new Listener() {};

    default void executionStarted(Execution execution) {}

    /** The execution was redriven. */
    default void executionRedriven(Execution execution) {}

    /** The execution ended, was stopped or timed out. */
    default void executionEnded(Execution execution) {}

    default void stateEntered(Execution execution, String state, JsonNode input) {}

    /**
     * @param attempts the number of attempts; 1 without retries
     * @param outcome SUCCEEDED, CAUGHT (a Catch handled the error), FAILED or ABORTED
     */
    default void stateExited(Execution execution, String state, int attempts, String outcome) {}

    /**
     * One attempt of a Task state ended, from the point of view of the state.
     *
     * @param error null if the attempt succeeded
     */
    default void taskAttempted(TaskCall call, @Nullable String error) {}
}
