package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at the work of a Task state.
 *
 * @param resource the state's Resource as written: a Lambda function's ARN, {@code arn:aws:states:::lambda:invoke}, …
 * @param input what InputPath and Parameters made of the state's input; for an integration such as lambda:invoke, the
 *     API's request
 * @param taskToken the token to be sent back, for a {@code .waitForTaskToken} resource; otherwise null
 * @param state the state's name
 * @param attempt 1 for the first attempt of this visit to the state, 2 for the first retry, and so on
 */
public record TaskCall(
        String resource, JsonNode input, @Nullable String taskToken, Execution execution, String state, int attempt) {}
