package io.github.bedrockfinetuning.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.local.states.TaskCall;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes an event when an execution starts or ends, except for child executions of Distributed Map states.
 * Forwards all notifications to the next listener.
 */
record StatusEvents(Listener next, Consumer<Execution> publish) implements Listener {
    @Override
    public void executionStarted(Execution execution) {
        publish(execution);
        next.executionStarted(execution);
    }

    @Override
    public void executionRedriven(Execution execution) {
        publish(execution);
        next.executionRedriven(execution);
    }

    @Override
    public void executionEnded(Execution execution) {
        publish(execution);
        next.executionEnded(execution);
    }

    @Override
    public void stateEntered(Execution execution, String state, JsonNode input) {
        next.stateEntered(execution, state, input);
    }

    @Override
    public void stateExited(Execution execution, String state, int attempts, String outcome) {
        next.stateExited(execution, state, attempts, outcome);
    }

    @Override
    public void taskAttempted(TaskCall call, @Nullable String error) {
        next.taskAttempted(call, error);
    }

    private void publish(Execution execution) {
        if (execution.mapRunArn() == null) {
            publish.accept(execution);
        }
    }
}
