package io.github.bedrockfinetuning.local.cli;

import io.github.bedrockfinetuning.run.Failures;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Makes the error of a denied call name the action to ask for, which S3's own does not. */
final class RefusalInterceptor implements ExecutionInterceptor {
    private static final Map<String, String> PREFIXES = Map.of("sfn", "states");
    private static final Map<String, String> ACTIONS = Map.of(
            "s3:HeadObject", "s3:GetObject",
            "s3:ListObjectsV2", "s3:ListBucket");

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof AwsServiceException denied && denied(denied)) {
            String service =
                    attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT);
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

    static boolean denied(AwsServiceException e) {
        String code = Failures.code(e);
        return code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation");
    }
}
