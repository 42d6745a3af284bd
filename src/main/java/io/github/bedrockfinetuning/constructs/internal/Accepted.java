package io.github.bedrockfinetuning.constructs.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.IConstruct;

/**
 * Suppresses accepted findings from rule checkers in the metadata of the affected resources, with the reason for each
 * finding. The metadata has the format of cdk-nag, so cdk-nag does not report the findings in stacks that use these
 * constructs. It is written without cdk-nag, so synthesis does not require it. AWS Control Tower has no format for
 * exceptions, so its rules use the same one.
 *
 * @see <a href="https://github.com/cdklabs/cdk-nag#suppressing-a-rule">cdk-nag, suppressing a rule</a>
 */
public final class Accepted {
    private static final String METADATA = "cdk_nag";
    private static final String RULES = "rules_to_suppress";

    private Accepted() {}

    /**
     * Suppresses findings for a construct.
     *
     * @param construct the construct of the resource; ignored if it was created elsewhere
     * @param rules rule IDs of cdk-nag ("AwsSolutions-S1") or Control Tower ("CT.S3.PR.2")
     */
    public static void finding(IConstruct construct, String reason, String... rules) {
        for (String rule : rules) {
            add(construct, entry(rule, reason));
        }
    }

    /** Accepts the wildcards in a policy's statements that have a documented reason. */
    public static void wildcards(ManagedPolicy policy, List<PolicyStatement> statements) {
        for (PolicyStatement statement : statements) {
            for (Wildcard wildcard : Wildcard.of(statement)) {
                Map<String, Object> entry = entry("AwsSolutions-IAM5", wildcard.reason());
                entry.put("applies_to", List.of(Map.of("regex", wildcard.finding())));
                add(policy, entry);
            }
        }
    }

    /** Accepts that a function has no dead-letter queue, because its caller handles its failures. */
    public static void awaited(Function function) {
        finding(
                function,
                "The caller (the state machine, a queue, or CloudFormation) waits for the response and handles failures. A dead-letter queue only receives failed asynchronous calls.",
                "NIST.800.53.R5-LambdaDLQ",
                "HIPAA.Security-LambdaDLQ");
    }

    private static Map<String, Object> entry(String rule, String reason) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", rule);
        entry.put("reason", reason);
        return entry;
    }

    private static void add(IConstruct construct, Map<String, Object> entry) {
        if ((construct instanceof CfnResource ? construct : construct.getNode().getDefaultChild())
                instanceof CfnResource resource) {
            List<Object> rules = new ArrayList<>();
            if (resource.getMetadata(METADATA) instanceof Map<?, ?> before
                    && before.get(RULES) instanceof List<?> old) {
                rules.addAll(old);
            }
            if (!rules.contains(entry)) {
                rules.add(entry);
                resource.addMetadata(METADATA, Map.of(RULES, rules));
            }
        }
    }
}
