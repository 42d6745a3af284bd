package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Json;

/**
 * The AWS JSON protocol. A header contains the name of the operation, and the body contains the parameters.
 *
 * @param version {@code 1.0} or {@code 1.1}
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0 protocol</a>
 */
public record JsonRpc(String version) implements JsonProtocol {
    @Override
    public String operation(AwsRequest request) {
        return request.header("x-amz-target")
                .map(target -> target.substring(target.lastIndexOf('.') + 1))
                .orElseThrow(() ->
                        AwsError.unknown("a request without X-Amz-Target: " + request.method() + " " + request.path()));
    }

    @Override
    public ObjectNode input(Operation operation, AwsRequest request) {
        return JsonProtocol.body(request);
    }

    @Override
    public AwsResponse answer(Operation operation, JsonNode body) {
        return written(operation.status(), body);
    }

    @Override
    public AwsResponse refusal(AwsError error) {
        return written(error.status(), Json.object().put("__type", error.code()).put("message", error.getMessage()));
    }

    private AwsResponse written(int status, JsonNode body) {
        return AwsResponse.of(status, "application/x-amz-json-" + version, body.toString());
    }
}
