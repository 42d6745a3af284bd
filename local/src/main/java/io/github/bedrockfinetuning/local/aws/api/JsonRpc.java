package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Json;

/**
 * AWS's JSON protocol: the operation is named in a header, the parameters are the body.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0 protocol</a>
 */
public final class JsonRpc {
    private final String contentType;

    /** @param version {@code 1.0} or {@code 1.1} */
    public JsonRpc(String version) {
        contentType = "application/x-amz-json-" + version;
    }

    /** The operation's name, without the service's prefix. */
    public String operation(AwsRequest request) {
        return request.header("x-amz-target")
                .map(target -> target.substring(target.lastIndexOf('.') + 1))
                .orElseThrow(() ->
                        AwsError.unknown("a request without X-Amz-Target: " + request.method() + " " + request.path()));
    }

    public ObjectNode input(AwsRequest request) {
        try {
            if (request.body().size() == 0) {
                return Json.object();
            }
            if (Json.parse(request.body().bytes()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new AwsError("SerializationException", 400, "The body is not JSON: " + e.getOriginalMessage());
        }
        throw new AwsError("SerializationException", 400, "The body is not a JSON object.");
    }

    public AwsResponse answer(JsonNode body) {
        return AwsResponse.of(200, contentType, body.toString());
    }

    public AwsResponse refusal(AwsError error) {
        ObjectNode body = Json.object().put("__type", error.code()).put("message", error.getMessage());
        return AwsResponse.of(error.status(), contentType, body.toString());
    }
}
