package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Json;

/** One of AWS's protocols with JSON bodies. */
public interface JsonProtocol {
    /** The name of the requested operation; method and path if there is no such operation. */
    String operation(AwsRequest request);

    /**
     * The parameters of an operation.
     *
     * @throws AwsError if they cannot be read
     */
    ObjectNode input(Operation operation, AwsRequest request);

    AwsResponse answer(Operation operation, JsonNode body);

    AwsResponse refusal(AwsError error);

    /**
     * The body of a request as JSON; empty without a body.
     *
     * @throws AwsError SerializationException if it is not a JSON object
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
