package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a Task state.
 *
 * @param resource the Resource as in the definition, for example the ARN of a Lambda function
 * @param input the input after Parameters; for an integration such as lambda:invoke, the request of the API
 * @param taskToken null unless the resource ends in {@code .waitForTaskToken}
 * @param state the state's name
 * @param attempt 1 for the first attempt, 2 for the first retry, and so on
 */
public record TaskCall(
        String resource, JsonNode input, @Nullable String taskToken, Execution execution, String state, int attempt) {}
