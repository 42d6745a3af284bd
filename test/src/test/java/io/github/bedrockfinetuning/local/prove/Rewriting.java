package io.github.bedrockfinetuning.local.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.run.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Changes the responses of a local simulation to requests of the user. Responses to other callers do not change. */
record Rewriting(Predicate<AwsRequest> requests, BiFunction<AwsRequest, AwsResponse, AwsResponse> change)
        implements LocalAws.Gateway {

    @Override
    public AwsResponse pass(AwsRequest request, Function<AwsRequest, AwsResponse> services) {
        AwsResponse answer = services.apply(request);
        boolean ours = request.accessKeyId().filter(Twin.USER::equals).isPresent() && requests.test(request);
        return ours ? change.apply(request, answer) : answer;
    }

    /** Changes the JSON of successful responses. */
    static Rewriting json(Predicate<AwsRequest> requests, Consumer<ObjectNode> change) {
        return new Rewriting(requests, (request, answer) -> {
            if (answer.status() >= 300 || !Json.read(answer.body().bytes()).isObject()) {
                return answer;
            }
            ObjectNode body = (ObjectNode) Json.read(answer.body().bytes());
            change.accept(body);
            return new AwsResponse(answer.status(), answer.headers(), Content.of(body.toString()));
        });
    }

    /** Changes the text of responses. */
    static Rewriting text(Predicate<AwsRequest> requests, String from, String to) {
        return new Rewriting(
                requests,
                (request, answer) -> new AwsResponse(
                        answer.status(),
                        answer.headers(),
                        Content.of(answer.body().text().replace(from, to))));
    }

    /** Changes the error code of error responses. */
    static Rewriting error(Predicate<AwsRequest> requests, String code) {
        return new Rewriting(
                requests, (request, answer) -> answer.status() < 400 ? answer : refusal(answer.status(), code));
    }

    /** Rejects requests that are otherwise allowed. */
    static Rewriting refused(Predicate<AwsRequest> requests, String code) {
        return new Rewriting(requests, (request, answer) -> refusal(400, code));
    }

    private static AwsResponse refusal(int status, String code) {
        String body =
                Json.object().put("__type", code).put("message", "refused").toString();
        return AwsResponse.of(status, "application/json", body).withHeader("x-amzn-ErrorType", code);
    }

    /** Matches an operation of Step Functions or CloudTrail. */
    static Predicate<AwsRequest> target(String operation) {
        return request -> request.header("x-amz-target")
                .filter(target -> target.endsWith("." + operation))
                .isPresent();
    }

    /** Matches TestState requests for one state, with or without a specific error. */
    static Predicate<AwsRequest> testOf(String state, String error) {
        return target("TestState").and(request -> {
            JsonNode body = Json.read(request.body().bytes());
            return body.path("stateName").asText().equals(state)
                    && body.at("/mock/errorOutput/error").asText("").equals(error);
        });
    }

    /** Matches requests to Bedrock or S3. */
    static Predicate<AwsRequest> path(String method, String pattern) {
        return request -> request.method().equals(method) && request.path().matches(pattern);
    }

    /** Matches an action of CloudFormation. */
    static Predicate<AwsRequest> action(String action) {
        return request ->
                request.signingService().filter("cloudformation"::equals).isPresent()
                        && new String(request.body().bytes(), StandardCharsets.UTF_8)
                                .contains("Action=" + action + "&");
    }
}
