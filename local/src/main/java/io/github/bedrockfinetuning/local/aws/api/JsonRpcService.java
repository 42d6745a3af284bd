package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.AwsService;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import java.util.Map;
import java.util.function.Function;

/** A service that speaks AWS's JSON protocol: a table of its operations, each checked before it is performed. */
public abstract class JsonRpcService implements AwsService {
    private final String signingName;
    private final String subject;
    private final JsonRpc protocol;
    private final Shapes shapes;
    private final Constraints constraints;

    /**
     * @param signingName the name in the signature's credential scope
     * @param shapes of the service's requests
     * @param version of the protocol
     * @param subject the parameter that names what a call acts on
     */
    protected JsonRpcService(String signingName, Shapes shapes, String version, String subject) {
        this.signingName = signingName;
        this.subject = subject;
        this.shapes = shapes;
        protocol = new JsonRpc(version);
        constraints = new Constraints(shapes);
    }

    /** What each operation does with its parameters, by name. */
    protected abstract Map<String, Function<ObjectNode, JsonNode>> operations();

    @Override
    public final String signingName() {
        return signingName;
    }

    @Override
    public final Call recognise(AwsRequest request, String role) {
        String operation = protocol.operation(request);
        if (!operations().containsKey(operation)) {
            throw AwsError.unknown("the operation " + signingName + ":" + operation);
        }
        ObjectNode input = protocol.input(request);
        return new Call(role, signingName, operation, input.path(subject).asText(""), input, request);
    }

    @Override
    public final AwsResponse perform(Call call) {
        Operation operation = shapes.operation(call.operation()).orElseThrow();
        constraints.require(operation.input(), call.input());
        return protocol.answer(operations().get(call.operation()).apply(call.input()));
    }

    @Override
    public final AwsResponse refusal(AwsError error) {
        return protocol.refusal(error);
    }
}
