package io.github.bedrockfinetuning.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.util.List;

/** Runs Lambda functions. */
public interface FunctionRunner extends AutoCloseable {
    /**
     * Invokes a function and returns its response. Must be called from an actor.
     *
     * @throws TaskFailed if the function fails; the error type is the one that Lambda reports: the class of an
     *     exception, Sandbox.Timedout or Runtime.ExitError
     */
    JsonNode run(DeclaredFunction function, JsonNode payload, Mishap mishap) throws TaskFailed;

    /** Returns the memory use of each function, or an empty list if the functions run in this process. */
    default List<MemoryUse> memory() {
        return List.of();
    }

    @Override
    default void close() {}
}
