package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of a Task state.
 *
 * @param resource the Resource field of the definition, for example the ARN of a Lambda function
 * @param input the input after Parameters; for an integration such as lambda:invoke, the API request
 * @param taskToken the task token; null unless the resource ends in {@code .waitForTaskToken}
 * @param state the name of the state
 * @param attempt 1 for the first attempt, 2 for the first retry, and so on
 */
public record TaskCall(
        String resource, JsonNode input, @Nullable String taskToken, Execution execution, String state, int attempt) {}
