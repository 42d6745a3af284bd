package io.github.bedrockfinetuning.local.openings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * AWS services in resource-based policies that require special handling. Some services forward requests of their own
 * callers: for example, Amazon CloudFront reads a bucket for every viewer of a distribution. Other services do not send
 * the account that they act for, so a policy cannot require it. For these services, only the statements that the AWS
 * documentation requires are allowed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html">Restrict
 *     access to an Amazon S3 origin</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html">Invoking a Lambda function using
 *     an Amazon API Gateway endpoint</a>
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">Lambda
 *     functions as targets of an Application Load Balancer</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">Lambda: the trust policy
 *     of an execution role has no condition; only functions in its own account can use a role</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html#eb-sqs-encrypted">EventBridge
 *     and encrypted queues</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html">Step Functions: encrypted
 *     execution logs</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html">Bedrock: Provisioned
 *     Throughput of an encrypted Nova model</a>
 */
final class CallingServices {
    private static final String KEY = "AWS::KMS::Key";
    private static final Set<String> USE = Set.of("kms:decrypt", "kms:generatedatakey");
    private static final Map<String, Set<String>> ON_KEYS =
            Map.of("events.amazonaws.com", USE, "delivery.logs.amazonaws.com", Set.of("kms:decrypt"));
    private static final Set<String> ROLES_OF_OWN_ACCOUNT = Set.of("lambda.amazonaws.com", "ec2.amazonaws.com");

    private static final Set<String> FRONT_DOORS = Set.of(
            "alexa-appkit.amazon.com",
            "alexa-connectedhome.amazon.com",
            "apigateway.amazonaws.com",
            "appsync.amazonaws.com",
            "cloudfront.amazonaws.com",
            "cognito-idp.amazonaws.com",
            "edgelambda.amazonaws.com",
            "elasticloadbalancing.amazonaws.com",
            "iot.amazonaws.com",
            "lex.amazonaws.com",
            "lexv2.amazonaws.com",
            "transfer.amazonaws.com",
            "vpc-lattice.amazonaws.com");

    private CallingServices() {}

    /**
     * Returns whether a service forwards requests from its own callers. All of them have access to a resource that
     * the service has access to.
     */
    static boolean passOnRequests(String service) {
        return FRONT_DOORS.contains(service.toLowerCase(Locale.ROOT));
    }

    /** Returns whether a statement without a source condition can allow a service to access a resource of this type. */
    static boolean mayActWithoutSource(String service, String type, Clause clause) {
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
                        && term.values().equals(List.of("aws:bedrock:custom-model")));
    }
}
