package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import org.jspecify.annotations.Nullable;

/** Does the work of Task states. */
@FunctionalInterface
public interface TaskRunner {
    /**
     * Called in an actor of its own, so it may {@link VirtualClock#sleep sleep}. It is never interrupted: after the state
     * timed out or its execution was stopped it runs on to its end, late, as a Lambda function does, and its result is
     * dropped.
     *
     * @return the task's result; of an integration such as lambda:invoke, the API's whole response. Ignored for a
     *     {@code .waitForTaskToken} resource, whose result is what the token is sent back with
     */
    @Nullable
    JsonNode run(TaskCall call) throws TaskFailed;
}
