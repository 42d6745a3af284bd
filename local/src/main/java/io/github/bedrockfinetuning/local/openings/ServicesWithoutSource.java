package io.github.bedrockfinetuning.local.openings;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Services that do not tell for whom they act, so that a policy cannot require it. Each may do only what AWS's page of it
 * asks for.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">Lambda: the trust policy of an
 *     execution role has no condition; a role can be given to functions of its own account only</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html#eb-sqs-encrypted">EventBridge
 *     and encrypted queues</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html">Step Functions: encrypted
 *     execution logs</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html">Bedrock: Provisioned
 *     Throughput of an encrypted Nova model</a>
 */
final class ServicesWithoutSource {
    private static final String KEY = "AWS::KMS::Key";
    private static final Set<String> USE = Set.of("kms:decrypt", "kms:generatedatakey");
    private static final Map<String, Set<String>> ON_KEYS =
            Map.of("events.amazonaws.com", USE, "delivery.logs.amazonaws.com", Set.of("kms:decrypt"));
    private static final Set<String> ROLES_OF_OWN_ACCOUNT = Set.of("lambda.amazonaws.com", "ec2.amazonaws.com");

    private ServicesWithoutSource() {}

    /** Whether a service may act by a statement without a source on a resource of a type. */
    static boolean mayAct(String service, String type, Clause clause) {
        if (type.equals("AWS::IAM::Role")) {
            return ROLES_OF_OWN_ACCOUNT.contains(service) && only(clause, Set.of("sts:assumerole"));
        }
        if (!type.equals(KEY)) {
            return false;
        }
        if (service.equals("bedrock.amazonaws.com")) {
            return only(clause, USE) && isForCustomModels(clause);
        }
        return ON_KEYS.containsKey(service) && only(clause, ON_KEYS.get(service));
    }

    private static boolean only(Clause clause, Set<String> actions) {
        return clause.has("action")
                && clause.texts("action").stream()
                        .map(action -> action.toLowerCase(Locale.ROOT))
                        .allMatch(actions::contains);
    }

    private static boolean isForCustomModels(Clause clause) {
        return clause.terms().stream()
                .anyMatch(term -> term.operator().equalsIgnoreCase("ForAnyValue:StringEquals")
                        && term.key().equalsIgnoreCase("kms:EncryptionContextKeys")
                        && term.values().equals(java.util.List.of("aws:bedrock:custom-model")));
    }
}
