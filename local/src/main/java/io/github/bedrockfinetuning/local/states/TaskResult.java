package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The result of a task.
 *
 * @param output the output; null if the task failed
 * @param error the error; null if the task succeeded
 */
record TaskResult(
        @Nullable JsonNode output,
        @Nullable String error,
        @Nullable String cause) {}
