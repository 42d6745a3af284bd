package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.AwsService;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A service that uses a JSON protocol and a table of operations. Validates the parameters before it performs an
 * operation.
 */
public abstract class JsonService implements AwsService {
    private final String signingName;
    private final JsonProtocol protocol;
    private final Shapes shapes;
    private final Constraints constraints;
    private final List<String> subjects;

    /**
     * @param signingName the name of the service in the credential scope of signatures
     * @param shapes the shapes of the service's requests
     * @param subjects the parameters that contain the resource of a request; the first one that is present is used
     */
    protected JsonService(String signingName, JsonProtocol protocol, Shapes shapes, String... subjects) {
        this.signingName = signingName;
        this.protocol = protocol;
        this.shapes = shapes;
        this.subjects = List.of(subjects);
        constraints = new Constraints(shapes);
    }

    /** Returns the operations by name. Each operation receives the parameters and returns the response. */
    protected abstract Map<String, Function<ObjectNode, JsonNode>> operations();

    /** Performs a request with valid parameters. */
    protected JsonNode result(Call call) {
        return operations().get(call.operation()).apply(call.input());
    }

    @Override
    public final String signingName() {
        return signingName;
    }

    @Override
    public final Call recognise(AwsRequest request, String role) {
        String name = protocol.operation(request);
        if (!operations().containsKey(name)) {
            throw AwsError.unknown("the operation " + signingName + ":" + name);
        }
        ObjectNode input = protocol.input(shapes.operation(name), request);
        String resource = subjects.stream()
                .filter(input::has)
                .findFirst()
                .map(subject -> input.path(subject).asText())
                .orElse("");
        return new Call(role, signingName, name, resource, input, request);
    }

    @Override
    public final AwsResponse perform(Call call) {
        Operation operation = shapes.operation(call.operation());
        constraints.require(operation.input(), call.input());
        return protocol.answer(operation, result(call));
    }

    @Override
    public final AwsResponse refusal(AwsError error) {
        return protocol.refusal(error);
    }
}
