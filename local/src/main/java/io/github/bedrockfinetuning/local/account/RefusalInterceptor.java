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

/** Makes the error of a denied call name the action to ask for, which S3's own does not. */
public final class RefusalInterceptor implements ExecutionInterceptor {
    /** Where IAM has another prefix than the service's id in lower case without spaces. */
    private static final Map<String, String> PREFIXES =
            Map.of("sfn", "states", "cloudwatchlogs", "logs", "bedrockruntime", "bedrock");

    private static final Map<String, String> ACTIONS = Map.of(
            "s3:HeadObject", "s3:GetObject",
            "s3:ListObjectsV2", "s3:ListBucket",
            "s3:GetBucketEncryption", "s3:GetEncryptionConfiguration",
            "s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketNotificationConfiguration", "s3:GetBucketNotification");

    private static final Pattern NAMED = Pattern.compile("AWS does not let these credentials do (\\S+) \\(");

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof AwsServiceException denied && denied(denied)) {
            String service = attributes
                    .getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                    .toLowerCase(Locale.ROOT)
                    .replace(" ", "");
            String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            String action = PREFIXES.getOrDefault(service, service) + ":" + operation;
            String message = "AWS does not let these credentials do " + ACTIONS.getOrDefault(action, action) + " (\""
                    + Failures.message(denied)
                    + "\"). Have it allowed, or choose other credentials with AWS_PROFILE.";
            // The SDK wants an exception of the same class back.
            AwsErrorDetails details =
                    denied.awsErrorDetails().toBuilder().errorMessage(message).build();
            return denied.toBuilder().awsErrorDetails(details).build();
        }
        return context.exception();
    }

    /**
     * Whether the caller lacks a permission. SNS says so by a code of its own.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html">AuthorizationError</a>
     */
    public static boolean denied(AwsServiceException e) {
        String code = Failures.code(e);
        return code.startsWith("AccessDenied")
                || code.equals("UnauthorizedOperation")
                || code.startsWith("AuthorizationError");
    }

    /** The action that a denied call of a client with this interceptor takes; empty for any other error. */
    public static Optional<String> action(AwsServiceException e) {
        return action(Failures.message(e));
    }

    /** The same for words that quote such an error. */
    public static Optional<String> action(String words) {
        Matcher named = NAMED.matcher(words);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }
}
