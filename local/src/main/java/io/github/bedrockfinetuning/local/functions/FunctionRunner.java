package io.github.bedrockfinetuning.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.util.List;

/** Runs the handlers of functions. */
public interface FunctionRunner extends AutoCloseable {
    /**
     * Invokes a function and waits for its answer. Called by an actor.
     *
     * @throws TaskFailed with the error's type as Lambda gives it and Step Functions passes it on: an exception's class,
     *     Sandbox.Timedout or Runtime.ExitError
     */
    JsonNode run(DeclaredFunction function, JsonNode payload, Mishap mishap) throws TaskFailed;

    /** What memory each function's processes have used so far; nothing where functions have no process of their own. */
    default List<MemoryUse> memory() {
        return List.of();
    }

    @Override
    default void close() {}
}
