package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Json;

/** An AWS protocol with JSON bodies. */
public interface JsonProtocol {
    /** Returns the name of the requested operation, or the method and path if the operation is unknown. */
    String operation(AwsRequest request);

    /**
     * Returns the parameters of an operation.
     *
     * @throws AwsError if they cannot be read
     */
    ObjectNode input(Operation operation, AwsRequest request);

    AwsResponse answer(Operation operation, JsonNode body);

    AwsResponse refusal(AwsError error);

    /**
     * Returns the body of a request as JSON, or an empty object if the request has no body.
     *
     * @throws AwsError a SerializationException if the body is not a JSON object
     */
    static ObjectNode body(AwsRequest request) {
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
}
