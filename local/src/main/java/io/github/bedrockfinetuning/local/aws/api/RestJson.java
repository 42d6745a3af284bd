package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.util.Map;
import java.util.Optional;

/**
 * AWS's REST-JSON protocol: the operation is told by method and path, the parameters stand in path, query and body.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS restJson1 protocol</a>
 */
public final class RestJson {
    private final Shapes shapes;

    public RestJson(Shapes shapes) {
        this.shapes = shapes;
    }

    /** The operation that a request's method and path stand for. */
    public Optional<Operation> operation(AwsRequest request) {
        return shapes.operations().stream()
                .filter(operation ->
                        operation.method().equals(request.method()) && labels(operation.path(), request.path()) != null)
                .findFirst();
    }

    /**
     * The parameters, from wherever they stand.
     *
     * @throws AwsError if the body is not JSON or a query parameter is not of its type
     */
    public ObjectNode input(Operation operation, AwsRequest request) {
        ObjectNode input = Json.object();
        if (operation.input().equals("-")) {
            return input;
        }
        Map<String, String> labels = labels(operation.path(), request.path());
        if (request.body().size() > 0) {
            input.setAll(body(request));
        }
        for (Shape.Member member : shapes.shape(operation.input()).members()) {
            switch (member.place()) {
                case "uri" -> input.put(member.name(), labels.get(member.wireName()));
                case "querystring" ->
                    request.parameter(member.wireName())
                            .ifPresent(value -> input.set(member.name(), typed(member, value)));
                case "header" ->
                    request.header(member.wireName().toLowerCase(java.util.Locale.ROOT))
                            .ifPresent(value -> input.set(member.name(), typed(member, value)));
                default -> {}
            }
        }
        return input;
    }

    private JsonNode typed(Shape.Member member, String value) {
        try {
            return switch (shapes.shape(member.shape()).type()) {
                case "integer", "long" -> Json.object().numberNode(Long.parseLong(value));
                case "boolean" -> Json.object().booleanNode(Boolean.parseBoolean(value));
                default -> Json.object().textNode(value);
            };
        } catch (NumberFormatException e) {
            throw new AwsError("SerializationException", 400, member.name() + " is not a number: " + value);
        }
    }

    private static ObjectNode body(AwsRequest request) {
        try {
            JsonNode body = Json.parse(request.body().bytes());
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new AwsError("SerializationException", 400, "The body is not JSON: " + e.getOriginalMessage());
        }
        throw new AwsError("SerializationException", 400, "The body is not a JSON object.");
    }

    /** The labels' values, or null if the path does not fit. */
    private static Map<String, String> labels(String template, String path) {
        String[] wanted = template.split("/");
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return null;
        }
        Map<String, String> labels = new java.util.HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                labels.put(wanted[i].substring(1, wanted[i].length() - 1), AwsRequest.decodePath(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return null;
            }
        }
        return labels;
    }

    public static AwsResponse answer(Operation operation, JsonNode body) {
        return AwsResponse.of(operation.status(), "application/json", body.toString());
    }

    public static AwsResponse refusal(AwsError error) {
        return AwsResponse.of(
                        error.status(),
                        "application/json",
                        Json.object().put("message", error.getMessage()).toString())
                .withHeader("x-amzn-ErrorType", error.code());
    }
}
