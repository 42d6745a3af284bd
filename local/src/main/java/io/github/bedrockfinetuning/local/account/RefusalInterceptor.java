package io.github.bedrockfinetuning.local.account;

import io.github.bedrockfinetuning.run.Failures;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Adds the missing IAM action to the error for a denied request, because some services do not include it. */
public final class RefusalInterceptor implements ExecutionInterceptor {
    /** The IAM service prefixes that differ from the lowercase service ID without spaces. */
    private static final Map<String, String> PREFIXES =
            Map.of("sfn", "states", "eventbridge", "events", "cloudwatchlogs", "logs", "bedrockruntime", "bedrock");

    private static final Map<String, String> ACTIONS = Map.of(
            "s3:HeadObject", "s3:GetObject",
            "s3:ListObjectsV2", "s3:ListBucket",
            "s3:GetBucketEncryption", "s3:GetEncryptionConfiguration",
            "s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketNotificationConfiguration", "s3:GetBucketNotification");

    private static final Pattern NAMED = Pattern.compile("These credentials are not authorized to perform (\\S+) \\(");

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof AwsServiceException denied && denied(denied)) {
            String service = attributes
                    .getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                    .toLowerCase(Locale.ROOT)
                    .replace(" ", "");
            String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            String action = PREFIXES.getOrDefault(service, service) + ":" + operation;
            String message =
                    "These credentials are not authorized to perform " + ACTIONS.getOrDefault(action, action) + " (\""
                            + Failures.message(denied)
                            + "\"). Grant the permission, or set AWS_PROFILE to use other credentials.";
            // The SDK requires an exception of the same class, so the details are copied.
            AwsErrorDetails details =
                    denied.awsErrorDetails().toBuilder().errorMessage(message).build();
            return denied.toBuilder().awsErrorDetails(details).build();
        }
        return context.exception();
    }

    /**
     * Returns whether the error indicates that the caller lacks a permission. SNS has a separate error code for this.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html">AuthorizationError</a>
     */
    public static boolean denied(AwsServiceException e) {
        String code = Failures.code(e);
        return code.startsWith("AccessDenied")
                || code.equals("UnauthorizedOperation")
                || code.startsWith("AuthorizationError");
    }

    /**
     * Returns the IAM action that was denied to a client with this interceptor, or an empty Optional for other
     * errors.
     */
    public static Optional<String> action(AwsServiceException e) {
        return action(Failures.message(e));
    }

    /**
     * Returns the IAM action from a message that quotes this type of error, or an empty Optional for other messages.
     */
    public static Optional<String> action(String words) {
        Matcher named = NAMED.matcher(words);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }
}
