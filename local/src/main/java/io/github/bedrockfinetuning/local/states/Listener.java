package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of executions, including the child executions of Distributed Maps. The simulation is paused while
 * a listener is called, so a listener MUST NOT sleep or wait. It can start actors.
 */
public interface Listener {
    /** A listener that ignores all events. */
    Listener NONE = new Listener() {};

    default void executionStarted(Execution execution) {}

    /** Reports that an execution was redriven. */
    default void executionRedriven(Execution execution) {}

    /** Reports that an execution ended, was stopped, or timed out. */
    default void executionEnded(Execution execution) {}

    default void stateEntered(Execution execution, String state, JsonNode input) {}

    /**
     * Reports that a state was exited.
     *
     * @param attempts the number of attempts; 1 without retries
     * @param outcome SUCCEEDED, CAUGHT (a Catch handled the error), FAILED or ABORTED
     */
    default void stateExited(Execution execution, String state, int attempts, String outcome) {}

    /**
     * Reports that an attempt of a Task state ended.
     *
     * @param error the error; null if the attempt succeeded
     */
    default void taskAttempted(TaskCall call, @Nullable String error) {}
}
