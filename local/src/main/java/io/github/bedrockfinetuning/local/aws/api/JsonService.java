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

/** A service with a JSON protocol: a table of operations, whose parameters are validated first. */
public abstract class JsonService implements AwsService {
    private final String signingName;
    private final JsonProtocol protocol;
    private final Shapes shapes;
    private final Constraints constraints;
    private final List<String> subjects;

    /**
     * @param signingName the name in the signature's credential scope
     * @param shapes of the service's requests
     * @param subjects parameters that name the resource of a call; the first that is present counts
     */
    protected JsonService(String signingName, JsonProtocol protocol, Shapes shapes, String... subjects) {
        this.signingName = signingName;
        this.protocol = protocol;
        this.shapes = shapes;
        this.subjects = List.of(subjects);
        constraints = new Constraints(shapes);
    }

    /** The operations by name; each takes the parameters and returns the answer. */
    protected abstract Map<String, Function<ObjectNode, JsonNode>> operations();

    /** Performs a call whose parameters have been validated. */
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
