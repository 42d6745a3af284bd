package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import org.jspecify.annotations.Nullable;

/** Does the work of Task states. */
@FunctionalInterface
public interface TaskRunner {
    /**
     * Runs one attempt of a task in an actor of its own, which may {@link VirtualClock#sleep sleep}. The attempt is
     * never interrupted: after a timeout or StopExecution it runs to its end, as a Lambda function does, and its result
     * is ignored.
     *
     * @return the result of the task, where null means JSON null; for an integration such as lambda:invoke, the whole
     *     response of the API. Ignored for a {@code .waitForTaskToken} resource, whose result is the output of
     *     SendTaskSuccess
     */
    @Nullable
    JsonNode run(TaskCall call) throws TaskFailed;
}
