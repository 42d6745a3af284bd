package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The AWS REST-JSON protocol. The method and the path identify the operation. The path, the query string, the headers
 * and the body contain the parameters.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS restJson1 protocol</a>
 */
public record RestJson(Shapes shapes) implements JsonProtocol {
    @Override
    public String operation(AwsRequest request) {
        return shapes.operations().stream()
                .filter(operation ->
                        operation.method().equals(request.method()) && labels(operation.path(), request.path()) != null)
                .map(Operation::name)
                .findFirst()
                .orElseGet(() -> request.method() + " " + request.path());
    }

    @Override
    public ObjectNode input(Operation operation, AwsRequest request) {
        Map<String, String> labels = labels(operation.path(), request.path());
        ObjectNode input = JsonProtocol.body(request);
        // Unknown query parameters remain in the input, so validation rejects them.
        request.query().forEach((name, values) -> input.put(name, values.get(0)));
        for (Shape.Member member : shapes.shape(operation.input()).members()) {
            switch (member.place()) {
                case "uri" -> input.put(member.name(), labels.get(member.wireName()));
                case "querystring" ->
                    request.parameter(member.wireName()).ifPresent(value -> {
                        input.remove(member.wireName());
                        input.set(member.name(), typed(member, value));
                    });
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

    /** Returns the values of the path labels, or null if the path does not match the template. */
    private static @Nullable Map<String, String> labels(String template, String path) {
        String[] wanted = template.split("/");
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return null;
        }
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                labels.put(wanted[i].substring(1, wanted[i].length() - 1), AwsRequest.decodePath(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return null;
            }
        }
        return labels;
    }

    @Override
    public AwsResponse answer(Operation operation, JsonNode body) {
        return AwsResponse.of(operation.status(), "application/json", body.toString());
    }

    @Override
    public AwsResponse refusal(AwsError error) {
        return AwsResponse.of(
                        error.status(),
                        "application/json",
                        Json.object().put("message", error.getMessage()).toString())
                .withHeader("x-amzn-ErrorType", error.code());
    }
}
