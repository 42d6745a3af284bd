package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.AwsService;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A service that uses the AWS query protocol. The parameters are a form, and the response is XML. A parameter that an
 * operation does not declare is rejected with an error that contains its name.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
public abstract class QueryService implements AwsService {
    private static final Set<String> COMMON = Set.of("Action", "Version");
    private static final String REQUEST_ID = "00000000-0000-4000-8000-000000000000";

    private final String signingName;
    private final Xml xml;
    private final String subject;

    /**
     * An operation.
     *
     * @param parameters the names of the parameters; a list counts as one parameter
     * @param result creates the result; list elements are written as {@code member}
     */
    public record Query(Set<String> parameters, Function<Call, JsonNode> result) {}

    /**
     * @param signingName the name of the service in the credential scope of signatures
     * @param namespace the XML namespace of the responses
     * @param subject the parameter that contains the resource of a request
     */
    protected QueryService(String signingName, String namespace, String subject) {
        this.signingName = signingName;
        xml = new Xml(namespace, "member");
        this.subject = subject;
    }

    protected abstract Map<String, Query> operations();

    @Override
    public final String signingName() {
        return signingName;
    }

    @Override
    public final Call recognise(AwsRequest request, String role) {
        ObjectNode input = form(request);
        String action = input.path("Action").asText();
        Query query = operations().get(action);
        if (query == null) {
            throw AwsError.unknown("the operation " + signingName + ":" + action);
        }
        input.fieldNames().forEachRemaining(name -> {
            if (!COMMON.contains(name) && !query.parameters().contains(name.replaceFirst("\\.member\\..*", ""))) {
                throw AwsError.unknown("the parameter " + name + " of " + signingName + ":" + action);
            }
        });
        input.remove(COMMON);
        return new Call(role, signingName, action, input.path(subject).asText(""), input, request);
    }

    @Override
    public final AwsResponse perform(Call call) {
        String action = call.operation();
        ObjectNode answer = Json.object();
        answer.set(action + "Result", operations().get(action).result().apply(call));
        answer.putObject("ResponseMetadata").put("RequestId", REQUEST_ID);
        return xml.answer(200, action + "Response", answer);
    }

    @Override
    public final AwsResponse refusal(AwsError error) {
        ObjectNode answer = Json.object();
        answer.putObject("Error")
                .put("Type", error.status() < 500 ? "Sender" : "Receiver")
                .put("Code", error.code())
                .put("Message", error.getMessage());
        return xml.answer(error.status(), "ErrorResponse", answer.put("RequestId", REQUEST_ID));
    }

    @Override
    public AwsError throttled() {
        return new AwsError("Throttling", 400, "Rate exceeded");
    }

    @Override
    public AwsError accessDenied(Call call) {
        AwsError denied = AwsService.super.accessDenied(call);
        return new AwsError("AccessDenied", denied.status(), denied.getMessage());
    }

    @Override
    public AwsError internalError() {
        return new AwsError("InternalFailure", 500, "The request processing has failed because of an unknown error.");
    }

    /** Returns the parameters from the form in the request body. */
    private static ObjectNode form(AwsRequest request) {
        ObjectNode form = Json.object();
        AwsRequest.parameters(request.body().text()).forEach((name, values) -> form.put(name, values.get(0)));
        return form;
    }
}
