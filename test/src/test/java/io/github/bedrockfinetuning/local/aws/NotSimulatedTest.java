package io.github.bedrockfinetuning.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks that an operation or parameter that is not simulated is rejected with its name, and that no response is
 * invented.
 */
class NotSimulatedTest {
    private final LocalAws aws = new LocalAws(
            new VirtualClock(Instant.parse("2026-11-22T08:00:00Z")),
            "us-east-1",
            "111122223333",
            ModelFactory.local("us-east-1"));

    @ParameterizedTest
    @CsvSource({
        "cloudtrail, DescribeTrails",
        "kms, Decrypt",
        "logs, PutResourcePolicy",
        "servicequotas, GetServiceQuota",
        "servicequotas, RequestServiceQuotaIncrease",
        "sqs, ReceiveMessage",
        "sqs, SendMessage",
        "ssm, DeleteParameter",
        "ssm, GetParameters",
        "states, ListActivities",
        "states, RedriveExecution",
        "states, SendTaskFailure",
        "states, SendTaskHeartbeat"
    })
    void namesAnOperationOfTheJsonProtocol(String service, String operation) {
        assertRefused(send("POST", "/", service, operation, "{}"), service + ":" + operation);
    }

    @ParameterizedTest
    @CsvSource({
        "bedrock, GET, /foundation-models",
        "bedrock, GET, /inference-profiles/us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "bedrock, POST, /tagResource",
        "bedrock, POST, /untagResource",
        "bedrock, POST, /model/amazon.nova-micro-v1:0/invoke",
        "bedrock, POST, /model/amazon.nova-micro-v1:0/converse-stream",
        "lambda, POST, /2015-03-31/functions/f/invocations"
    })
    void namesAnOperationOfTheRestProtocol(String service, String method, String path) {
        assertRefused(send(method, path, service, "", "{}"), service + ":" + method + " " + path);
    }

    @ParameterizedTest
    @CsvSource({"sns, ListTopics", "sns, Subscribe", "cloudformation, UpdateStack", "sts, AssumeRole"})
    void namesAnOperationOfTheQueryProtocol(String service, String action) {
        assertRefused(send("POST", "/", service, "", "Action=" + action), service + ":" + action);
    }

    @ParameterizedTest
    @CsvSource({
        "cloudtrail, LookupEvents, MaxResults",
        "kms, DescribeKey, GrantTokens",
        "logs, DescribeResourcePolicies, policyScope",
        "ssm, GetParameter, WithDecryption",
        "ssm, PutParameter, Tags",
        "states, DescribeExecution, includedData",
        "states, GetExecutionHistory, reverseOrder",
        "states, ListExecutions, redriveFilter",
        "states, StartExecution, traceHeader"
    })
    void namesAParameter(String service, String operation, String parameter) {
        AwsResponse answer = send("POST", "/", service, operation, "{\"" + parameter + "\":\"x\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().text()).contains("The local simulation does not support the member " + parameter);
    }

    @Test
    void namesAQueryParameter() {
        AwsResponse answer = send("GET", "/custom-models?sortOrder=Ascending", "bedrock", "", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().text()).contains("The local simulation does not support the member sortOrder");
    }

    private static void assertRefused(AwsResponse answer, String name) {
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.body().text()).contains("The local simulation does not support the operation " + name + ".");
    }

    private AwsResponse send(String method, String path, String service, String operation, String body) {
        String signature = "AWS4-HMAC-SHA256 Credential=tester/20261122/us-east-1/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0";
        return aws.handle(AwsRequest.of(
                method,
                path.replaceFirst("\\?.*", ""),
                path.replaceFirst("[^?]*\\??", ""),
                Map.of("Authorization", List.of(signature), "X-Amz-Target", List.of("Prefix." + operation)),
                method.equals("GET") ? Content.EMPTY : Content.of(body)));
    }
}
