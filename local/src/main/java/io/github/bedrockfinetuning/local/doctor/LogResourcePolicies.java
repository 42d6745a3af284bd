package io.github.bedrockfinetuning.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.run.Json;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

/**
 * Checks whether the resource policies of CloudWatch Logs in the account leave room for the log delivery of the state
 * machine. The log group is under {@code /aws/vendedlogs/}. Step Functions extends a policy that is near its size limit
 * to this prefix, so the size does not prevent a deployment. If the account already has ten policies, however, no
 * policy can be added. The CloudWatch Logs guide also describes policies on single log groups with a separate limit; it
 * is not documented whether Step Functions uses them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#troubleshooting-logging-to-cloudwatch">Troubleshooting
 *     logging to CloudWatch Logs: 5,120 characters, ten policies</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-cwl">Avoiding
 *     CloudWatch resource policy size limits</a>
 */
final class LogResourcePolicies {
    /** The maximum size of a policy, in characters. */
    private static final int LARGEST = 5_120;

    /** The maximum number of policies per account and Region. */
    private static final int MOST = 10;

    /** The number of characters that an additional log group adds to a policy, with a margin. */
    private static final int ONE_MORE = 300;

    private static final String DELIVERY = "delivery.logs.amazonaws.com";
    private static final String PREFIX = "log-group:/aws/vendedlogs/";
    private static final Subject SUBJECT = new Subject("log-resource-policies");

    private final AccountClients clients;

    LogResourcePolicies(AccountClients clients) {
        this.clients = clients;
    }

    /** @param deployed whether the stack is deployed, which means that its log delivery is already configured */
    Check check(boolean deployed) {
        return SUBJECT.ask(() -> judge(all(), deployed));
    }

    private static Check judge(List<ResourcePolicy> policies, boolean deployed) {
        int longest = policies.stream()
                .mapToInt(policy -> policy.policyDocument().length())
                .max()
                .orElse(0);
        String found = policies.size() + " of " + MOST + " policies; the longest has " + longest + " of " + LARGEST
                + " characters";
        if (policies.stream().anyMatch(LogResourcePolicies::letsDeliver)) {
            return SUBJECT.pass(found + "; log delivery to /aws/vendedlogs/ is allowed");
        }
        String remedy = "Merge policies, or allow " + DELIVERY
                + " in one of them to call logs:CreateLogStream and logs:PutLogEvents on " + PREFIX + "*.";
        boolean delivers =
                policies.stream().anyMatch(policy -> policy.policyDocument().contains(DELIVERY));
        if (policies.size() >= MOST && !delivers && !deployed) {
            return SUBJECT.fail(
                    found + ": Step Functions cannot add a policy for the logs of the state machine.", remedy);
        }
        return longest > LARGEST - ONE_MORE || policies.size() >= MOST
                ? SUBJECT.warn(found + ": no log group outside /aws/vendedlogs/ can be added.", remedy)
                : SUBJECT.pass(found);
    }

    /** Returns whether a policy allows log delivery to all log groups with the prefix. */
    private static boolean letsDeliver(ResourcePolicy policy) {
        for (JsonNode statement : list(Json.read(policy.policyDocument()).path("Statement"))) {
            if (statement.path("Effect").asText().equals("Allow")
                    && statement.path("Principal").toString().contains(DELIVERY)) {
                for (JsonNode resource : list(statement.path("Resource"))) {
                    if (resource.asText().equals("*")
                            || resource.asText().contains(PREFIX + "*")
                            || resource.asText().contains("log-group:*")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Iterable<JsonNode> list(JsonNode oneOrMore) {
        return oneOrMore.isArray() ? oneOrMore : List.of(oneOrMore);
    }

    private List<ResourcePolicy> all() {
        List<ResourcePolicy> policies = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            DescribeResourcePoliciesResponse page = clients.logs().describeResourcePolicies(r -> r.nextToken(from));
            policies.addAll(page.resourcePolicies());
            token = page.nextToken();
        } while (token != null);
        return policies;
    }
}
