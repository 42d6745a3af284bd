package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Hears what executions do, those of Distributed Maps' children included. Called while the simulation stands still, so
 * it MUST NOT sleep or wait; it may spawn actors.
 */
public interface Listener {
    /** Hears nothing. */
    Listener NONE = new Listener() {};

    default void executionStarted(Execution execution) {}

    /** It runs again from where it had failed, timed out or been stopped. */
    default void executionRedriven(Execution execution) {}

    /** Also called for the end by StopExecution and by time-out. */
    default void executionEnded(Execution execution) {}

    default void stateEntered(Execution execution, String state, JsonNode input) {}

    /**
     * @param attempts how often the state's work was tried in this visit; 1 without retries
     * @param outcome SUCCEEDED, CAUGHT (a Catch took the error), FAILED or ABORTED
     */
    default void stateExited(Execution execution, String state, int attempts, String outcome) {}

    /**
     * One attempt of a Task state is over, as far as the state is concerned.
     *
     * @param error null if it succeeded
     */
    default void taskAttempted(TaskCall call, @Nullable String error) {}
}
