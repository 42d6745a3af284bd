package io.github.bedrockfinetuning.local.aws.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpc;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Simulates the resource policies of Amazon CloudWatch Logs. Only tests can set them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeResourcePolicies.html">DescribeResourcePolicies</a>
 */
public final class LogPolicies extends JsonService {
    private static final String VENDED = "/aws/vendedlogs/";

    private final Map<String, String> policies = new LinkedHashMap<>();

    public LogPolicies() {
        super("logs", new JsonRpc("1.1"), Shapes.of("logs"));
    }

    /** Sets a resource policy of the account. */
    public synchronized void put(String name, String document) {
        policies.put(name, document);
    }

    /**
     * Starts log delivery to a log group. A log group outside {@code /aws/vendedlogs/} requires space in a resource
     * policy. The simulated account never has such space.
     *
     * @throws AwsError the error of Step Functions if the state machine cannot be created for this reason
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-troubleshooting">Troubleshooting
     *     logging to CloudWatch Logs</a>
     */
    public void deliver(String logGroupArn) {
        if (!logGroupArn.contains(":log-group:" + VENDED)) {
            throw new AwsError(
                    "AccessDeniedException",
                    400,
                    "The state machine IAM Role is not authorized to access the Log Destination: the resource "
                            + "policy of the account has no space for " + logGroupArn
                            + ". A log group name with the prefix " + VENDED + " requires no space.");
        }
    }

    /**
     * Returns the required permissions. According to the Service Authorization Reference, the action has no resource
     * types.
     */
    @Override
    public List<Need> needs(Call call) {
        return List.of(Need.of("logs:" + call.operation(), "*"));
    }

    @Override
    public AwsError internalError() {
        return new AwsError("ServiceUnavailableException", 500, "The service cannot complete the request.");
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of("DescribeResourcePolicies", this::describe);
    }

    private synchronized JsonNode describe(ObjectNode input) {
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("resourcePolicies");
        policies.forEach((name, document) -> listed.addObject()
                .put("policyName", name)
                .put("policyDocument", document)
                .put("policyScope", "ACCOUNT"));
        return answer;
    }
}
