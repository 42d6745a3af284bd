package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of Task states. */
@FunctionalInterface
public interface TaskRunner {
    /**
     * Runs an attempt of a task in a separate actor, which can {@link VirtualClock#sleep sleep}. The attempt is never
     * interrupted. After a timeout or StopExecution, it continues, like a Lambda function, and its result is ignored.
     *
     * @return the result of the task, in which null represents JSON null; for an integration such as lambda:invoke, the
     *     complete API response. The result is ignored for a {@code .waitForTaskToken} resource, whose result is the
     *     output of SendTaskSuccess.
     */
    @Nullable
    JsonNode run(TaskCall call) throws TaskFailed;
}
