package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The executions of one account and Region on one clock, and the task tokens they wait for. */
public final class Executions {
    public Executions(VirtualClock clock, TaskRunner tasks, ItemSource items, Listener listener) {}

    /** As the other, with another seed for identifiers, jitter and random intrinsic functions. */
    public Executions(VirtualClock clock, TaskRunner tasks, ItemSource items, Listener listener, long seed) {}

    /**
     * StartExecution.
     *
     * @throws StatesException InvalidName, InvalidExecutionInput, or ExecutionAlreadyExists; the same name and input while
     *     that execution runs give that execution
     */
    public Execution start(StateMachine machine, String machineArn, String name, JsonNode input) {
        throw new UnsupportedOperationException();
    }

    /** @throws StatesException TaskDoesNotExist, TaskTimedOut or InvalidOutput */
    public void sendTaskSuccess(String token, JsonNode output) {
        throw new UnsupportedOperationException();
    }

    public void sendTaskFailure(String token, String error, String cause) {
        throw new UnsupportedOperationException();
    }

    public void sendTaskHeartbeat(String token) {
        throw new UnsupportedOperationException();
    }

    public Optional<Execution> find(String arn) {
        throw new UnsupportedOperationException();
    }

    /** In the order of their start, children of Distributed Maps left out. */
    public List<Execution> list(String machineArn) {
        throw new UnsupportedOperationException();
    }
}
