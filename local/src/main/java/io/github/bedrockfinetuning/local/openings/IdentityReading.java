package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Reads roles, users, and groups. Finds managed policies that are not in the template, and long-term credentials. */
final class IdentityReading {
    /**
     * The managed policies that do not allow data transfers to other accounts.
     *
     * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed
     *     policies</a>
     */
    private static final Set<String> HARMLESS = Set.of(
            "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
            "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess");

    private IdentityReading() {}

    static void attached(StackResource at, Reading.Context context) {
        for (JsonNode arn : at.property("ManagedPolicyArns")) {
            boolean known = HARMLESS.contains(arn.asText())
                    || context.resources().stream()
                            .anyMatch(resource -> resource.type().equals("AWS::IAM::ManagedPolicy")
                                    && resource.ref().equals(arn.asText()));
            if (!known) {
                context.unread(at, "the managed policy " + arn.asText() + " is not in the template");
            }
        }
    }

    static void user(StackResource at, Reading.Context context) {
        attached(at, context);
        if (!at.property("LoginProfile").isMissingNode()) {
            held(at, context, "LoginProfile", "anyone with the password");
        }
    }

    static void accessKey(StackResource at, Reading.Context context) {
        held(at, context, "the access key", "anyone with the access key");
    }

    static void provider(StackResource at, Reading.Context context) {
        held(at, context, "the provider", "every user of the identity provider");
    }

    private static void held(StackResource at, Reading.Context context, String path, String who) {
        context.opening(at, path, who, "can act as an identity in the account", "Use roles in this account instead.");
    }
}
