package io.github.bedrockfinetuning.local.aws.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.RestJson;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.authorization.Authorizations;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Simulates the part of AWS Lambda that describes the account and its functions. It does not run the functions.
 * Environment variables that are encrypted with a customer managed key are returned only to callers that are allowed to
 * decrypt with this key. For other callers, the response contains an error instead.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html">GetFunctionConfiguration</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html">GetAccountSettings</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html">Securing Lambda
 *     environment variables</a>
 */
public final class LambdaFunctions extends JsonService {
    /** The default quota: "a total concurrency limit of 1,000 concurrent executions across all functions". */
    private static final int USUAL_CONCURRENCY = 1_000;

    private static final Shapes SHAPES = Shapes.of("lambda");

    private final String region;
    private final String account;
    private final Authorizations authorizations;
    /** The function configurations, by function name. */
    private final Map<String, ObjectNode> functions = new LinkedHashMap<>();

    private final Map<String, ObjectNode> environmentErrors = new LinkedHashMap<>();
    private int concurrency = USUAL_CONCURRENCY;
    private int unreserved = USUAL_CONCURRENCY;

    public LambdaFunctions(String region, String account, Authorizations authorizations) {
        super("lambda", new RestJson(SHAPES), SHAPES, "FunctionName");
        this.region = region;
        this.account = account;
        this.authorizations = authorizations;
    }

    /** @param configuration the response of GetFunctionConfiguration */
    public synchronized void create(ObjectNode configuration) {
        functions.put(
                configuration.path("FunctionName").asText(),
                configuration.put("State", "Active").put("LastUpdateStatus", "Successful"));
    }

    public synchronized void delete(String name) {
        functions.remove(name);
    }

    /** Returns the names of all functions. */
    public synchronized List<String> names() {
        return List.copyOf(functions.keySet());
    }

    /** Changes members of a function's configuration, such as State and StateReasonCode. */
    public synchronized void change(String name, ObjectNode members) {
        functions.get(name).setAll(members);
    }

    /** Replaces a function's environment variables with an error for every caller. */
    public synchronized void environmentError(String name, String code, String message) {
        environmentErrors.put(name, Json.object().put("ErrorCode", code).put("Message", message));
    }

    /**
     * Sets the concurrency of the account.
     *
     * @param most the maximum number of concurrent executions
     * @param left the part that is not reserved for individual functions
     */
    public synchronized void concurrency(int most, int left) {
        concurrency = most;
        unreserved = left;
    }

    /**
     * Returns the required permissions. According to the Service Authorization Reference, GetAccountSettings has no
     * resource types.
     */
    @Override
    public List<Need> needs(Call call) {
        return List.of(
                Need.of("lambda:" + call.operation(), call.resource().isEmpty() ? "*" : arn(name(call.resource()))));
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of("GetAccountSettings", this::settings, "GetFunctionConfiguration", this::configuration);
    }

    @Override
    protected synchronized JsonNode result(Call call) {
        JsonNode answer = super.result(call);
        return call.operation().equals("GetFunctionConfiguration")
                ? asSeenBy(call.role(), (ObjectNode) answer)
                : answer;
    }

    @Override
    public AwsError throttled() {
        return new AwsError("TooManyRequestsException", 429, "Rate exceeded");
    }

    @Override
    public AwsError internalError() {
        return new AwsError("ServiceException", 500, "The AWS Lambda service encountered an internal error.");
    }

    private ObjectNode settings(ObjectNode input) {
        ObjectNode answer = Json.object();
        answer.putObject("AccountLimit")
                .put("ConcurrentExecutions", concurrency)
                .put("UnreservedConcurrentExecutions", unreserved);
        answer.putObject("AccountUsage").put("FunctionCount", functions.size());
        return answer;
    }

    private ObjectNode configuration(ObjectNode input) {
        String name = name(input.path("FunctionName").asText());
        if (!functions.containsKey(name)) {
            throw AwsError.notFound("Function not found: " + arn(name));
        }
        return functions.get(name).deepCopy();
    }

    private ObjectNode asSeenBy(String role, ObjectNode answer) {
        JsonNode error = Optional.<JsonNode>ofNullable(
                        environmentErrors.get(answer.path("FunctionName").asText()))
                .or(() -> refusedToDecrypt(role, answer)
                        .map(words -> Json.object()
                                .put("ErrorCode", "AccessDeniedException")
                                .put(
                                        "Message",
                                        "Lambda was unable to decrypt your environment variables because the KMS access was"
                                                + " denied. Please check your KMS permissions. KMS Exception:"
                                                + " AccessDeniedException KMS Message: " + words)))
                .orElse(null);
        if (error != null && answer.has("Environment")) {
            answer.putObject("Environment").set("Error", error);
        }
        return answer;
    }

    private Optional<String> refusedToDecrypt(String role, ObjectNode configuration) {
        String key = configuration.path("KMSKeyArn").textValue();
        return key == null
                ? Optional.empty()
                : authorizations.refusalOfCaller(
                        role,
                        authorizations.ofKey(
                                key,
                                "lambda",
                                Map.of(
                                        "kms:EncryptionContext:aws:lambda:FunctionArn",
                                        configuration.path("FunctionArn").asText()),
                                "Decrypt"));
    }

    /** Returns the name of a function that the request specifies by name or ARN. */
    private static String name(String nameOrArn) {
        return nameOrArn.replaceFirst("^.*:function:", "").replaceFirst(":.*$", "");
    }

    private String arn(String name) {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    }
}
