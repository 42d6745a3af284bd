package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a task came out.
 *
 * @param output null if it failed
 * @param error null if it succeeded
 */
record TaskResult(JsonNode output, String error, String cause) {}
