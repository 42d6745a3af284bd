package io.github.bedrockfinetuning.constructs.internal;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;

/**
 * The permissions of AWS services on the keys. Roles get their permissions from their own policies, or by name in the
 * policy of the model key.
 */
public final class KeyPolicies {
    private static final List<String> ANY_KEY_THIS_POLICY_IS_ON = List.of("*");
    private static final String GRANTS = "GrantsForServicesOnly";
    private static final Map<String, String> BY_NO_SERVICE =
            Map.of("kms:GrantIsForAWSResource", "false", "aws:PrincipalIsAWSService", "false");

    private KeyPolicies() {}

    /** Allows grants only for AWS services, so no identity can create a grant to give others access to the key. */
    public static void grantsForServicesOnly(IKey key) {
        key.addToResourcePolicy(Statements.deny(
                GRANTS, List.of("kms:CreateGrant"), ANY_KEY_THIS_POLICY_IS_ON, Map.of("BoolIfExists", BY_NO_SERVICE)));
    }

    /**
     * Allows grants on the key for custom models only if they are for AWS services or are requested through AWS
     * services. According to Bedrock's documentation, Bedrock creates grants for a caller with {@code
     * kms:ViaService}. It does not state that {@code kms:GrantIsForAWSResource} is set. If the policy required it and
     * it were not set, no model could be created.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html">Encryption of
     *     custom models</a>
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">Condition keys for AWS
     *     KMS</a>
     */
    public static void grantsForServicesOrThroughThem(IKey key) {
        key.addToResourcePolicy(Statements.deny(
                GRANTS,
                List.of("kms:CreateGrant"),
                ANY_KEY_THIS_POLICY_IS_ON,
                Map.of("BoolIfExists", BY_NO_SERVICE, "Null", Map.of("kms:ViaService", "true"))));
        Accepted.finding(
                key,
                "The key policy denies grants that are neither for an AWS service nor requested through one. The rule requires only the first condition. AWS does not document whether Bedrock meets it when it encrypts a custom model.",
                "CT.KMS.PR.3");
    }

    /**
     * Allows EventBridge to write to encrypted queues, and CloudWatch alarms to publish to the encrypted topic. Both
     * act only on behalf of this account. The EventBridge statement also applies to requests without a source account,
     * as in its guide.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html#eb-sqs-encrypted">
     *     Encrypted queues as targets of rules</a>
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services">
     *     Encrypted topics and AWS services</a>
     */
    public static void eventsAndAlarms(IKey key) {
        forThisAccount(key, "EventsToQueues", "events.amazonaws.com", "StringEqualsIfExists");
        alarmsToTopic(key);
    }

    /** Allows CloudWatch alarms of this account to publish to a topic that is encrypted under the key. */
    public static void alarmsToTopic(IKey key) {
        forThisAccount(key, "AlarmsToTopic", "cloudwatch.amazonaws.com", "StringEquals");
    }

    private static void forThisAccount(IKey key, String sid, String service, String operator) {
        key.addToResourcePolicy(Statements.allowPrincipal(
                sid,
                new ServicePrincipal(service),
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                ANY_KEY_THIS_POLICY_IS_ON,
                Map.of(operator, Map.of("aws:SourceAccount", Stack.of(key).getAccount()))));
    }

    /**
     * Allows the log delivery service to decrypt execution logs, which Step Functions encrypts with the key. AWS
     * documents no condition for this permission.
     */
    public static void executionLogs(IKey key) {
        key.addToResourcePolicy(Statements.allowPrincipal(
                "ExecutionLogs",
                new ServicePrincipal("delivery.logs.amazonaws.com"),
                List.of("kms:Decrypt"),
                ANY_KEY_THIS_POLICY_IS_ON,
                Map.of()));
    }

    /** Allows CloudWatch Logs to use the key for this account's log groups. */
    public static void logGroups(IKey key) {
        Stack stack = Stack.of(key);
        key.addToResourcePolicy(Statements.allowPrincipal(
                "LogGroups",
                new ServicePrincipal("logs." + stack.getRegion() + ".amazonaws.com"),
                List.of("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"),
                ANY_KEY_THIS_POLICY_IS_ON,
                Map.of(
                        "ArnLike",
                        Map.of(
                                "kms:EncryptionContext:aws:logs:arn",
                                stack.formatArn(ArnComponents.builder()
                                        .service("logs")
                                        .resource("log-group")
                                        .resourceName("*")
                                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                        .build())))));
    }

    /**
     * Allows Bedrock to decrypt Nova custom models for Provisioned Throughput. The statement is the one that AWS
     * documents.
     */
    public static void novaThroughput(IKey key) {
        key.addToResourcePolicy(Statements.allowPrincipal(
                "PermissionsNovaProvisionedThroughput",
                new ServicePrincipal("bedrock.amazonaws.com"),
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                ANY_KEY_THIS_POLICY_IS_ON,
                Map.of(
                        "ForAnyValue:StringEquals",
                        Map.of("kms:EncryptionContextKeys", List.of("aws:bedrock:custom-model")))));
    }
}
