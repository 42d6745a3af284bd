package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How a task came out.
 *
 * @param output null if it failed
 * @param error null if it succeeded
 */
record TaskResult(
        @Nullable JsonNode output,
        @Nullable String error,
        @Nullable String cause) {}
