package io.github.bedrockfinetuning.local.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * The answers that models have returned since the invocation last stored an object. If the invocation is run again,
 * it receives the same answers.
 */
final class UnstoredAnswers {
    private final Map<String, Queue<JsonNode>> byQuestion = new HashMap<>();

    static boolean isAnswer(AwsRequest request, int status) {
        return status == 200 && isQuestion(request);
    }

    private static boolean isQuestion(AwsRequest request) {
        return request.path().endsWith("/converse");
    }

    static JsonNode json(AwsResponse answer) {
        try {
            return Json.parse(answer.body().bytes());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void note(AwsRequest request, int status, JsonNode answer) {
        if (isAnswer(request, status)) {
            byQuestion
                    .computeIfAbsent(question(request), q -> new ArrayDeque<>())
                    .add(answer);
        } else if (request.method().equals("PUT") && status < 500) {
            byQuestion.clear();
        }
    }

    /** Returns and removes the recorded answer to a request. */
    synchronized Optional<AwsResponse> take(AwsRequest request) {
        return Optional.of(request)
                .filter(asked -> isQuestion(asked) && !byQuestion.isEmpty())
                .map(asked -> byQuestion.get(question(asked)))
                .map(Queue::poll)
                .map(answer -> AwsResponse.of(200, "application/json", answer.toString()));
    }

    private static String question(AwsRequest request) {
        return request.path() + "\n" + request.body().text();
    }
}
