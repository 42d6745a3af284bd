package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says of every exception whether asking again can help. This is the only place that reads the SDK's error codes for
 * that; a step that knows better about one code handles it before it gets here.
 */
public final class Failures {
    /** Beside all codes with the word throttling in them, those of KMS through another service among them. */
    private static final Set<String> SLOW_DOWN =
            Set.of("TooManyRequestsException", "RequestLimitExceeded", "SlowDown", "ModelNotReadyException");

    private static final Set<String> PASSING = Set.of(
            "ConditionalRequestConflict",
            "OperationAborted",
            "RequestTimeout",
            "ModelTimeoutException",
            // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
            "TooManyUpdates");
    private static final String TAGS = " If your organization requires tags on what is created, set the workflow's tags"
            + " prop, or \"tags\" in run.json.";
    private static final int LONGEST_QUOTE = 1_000;
    /** Lambda hands the trace to the workflow, where it becomes part of the state. */
    private static final int MOST_FRAMES = 20;

    private Failures() {}

    /** Classifies an exception. One that is already classified is returned as it is. */
    public static RuntimeException of(Exception exception) {
        if (exception instanceof PermanentFailure
                || exception instanceof TransientFailure
                || exception instanceof Throttled) {
            return (RuntimeException) exception;
        }
        if (exception instanceof AwsServiceException service) {
            return ofService(service);
        }
        if (exception instanceof SdkException) {
            return new TransientFailure(
                    "An AWS service could not be reached: " + quote(exception.getMessage()) + ".", exception);
        }
        if (exception instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new TransientFailure("The step was interrupted while it waited.", exception);
        }
        return new PermanentFailure(
                "The step met a fault of its own: " + exception.getClass().getName() + place(exception) + ".",
                exception);
    }

    /** Where an exception came from, in place of its words, which may quote someone's data. */
    private static String place(Exception exception) {
        StackTraceElement[] trace = exception.getStackTrace();
        return trace.length == 0 ? "" : " in " + trace[0].getClassName() + ", line " + trace[0].getLineNumber();
    }

    /**
     * A classified failure as Lambda may have it. Lambda logs the words of an exception and of all its causes, and only
     * the failure's own are known to carry no data.
     */
    public static RuntimeException withoutCauses(RuntimeException failure) {
        RuntimeException shown = failure instanceof Throttled
                ? new Throttled(failure.getMessage())
                : failure instanceof TransientFailure
                        ? new TransientFailure(failure.getMessage())
                        : new PermanentFailure(failure.getMessage());
        StackTraceElement[] trace = (failure.getCause() == null ? failure : failure.getCause()).getStackTrace();
        shown.setStackTrace(Arrays.copyOf(trace, Math.min(trace.length, MOST_FRAMES)));
        return shown;
    }

    private static RuntimeException ofService(AwsServiceException exception) {
        String code = code(exception);
        String said = service(exception) + " answered " + code + ": \"" + message(exception) + "\".";
        if (exception.statusCode() == 429 || asksToSlowDown(code)) {
            return new Throttled(said, exception);
        }
        if (exception.statusCode() >= 500 || PASSING.contains(code)) {
            return new TransientFailure(said, exception);
        }
        return new PermanentFailure(said + remedy(code, exception), exception);
    }

    /**
     * KMS behind an encrypted topic or execution throttles with status 400 and a code such as {@code KMSThrottling}, which
     * says nothing about the key.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#sse-troubleshooting-errors">AWS KMS
     *     errors</a>
     */
    private static boolean asksToSlowDown(String code) {
        return SLOW_DOWN.contains(code) || code.toLowerCase(Locale.ROOT).contains("throttl");
    }

    private static String remedy(String code, AwsServiceException exception) {
        String text = message(exception).toLowerCase(Locale.ROOT);
        if (code.startsWith("KMS") || text.contains("kms")) {
            return " The stack's key cannot be used: see that it is enabled, not scheduled for deletion, and that its"
                    + " policy still names this step's role.";
        }
        if (code.startsWith("AccessDenied") || exception.statusCode() == 403) {
            return " Permission is missing: the message names the action. If the stack's roles are as deployed, look"
                    + " for a service control policy or a permissions boundary that denies it."
                    + (text.contains("bedrock:create") || text.contains("bedrock:tagresource") ? TAGS : "");
        }
        if (code.startsWith("ServiceQuotaExceeded")) {
            return " Ask for a higher quota in the Service Quotas console, then upload the dataset again.";
        }
        return "";
    }

    /** The service's error code, such as {@code ConflictException}. */
    public static String code(AwsServiceException exception) {
        return exception.awsErrorDetails() == null
                        || exception.awsErrorDetails().errorCode() == null
                ? exception.getClass().getSimpleName()
                : exception.awsErrorDetails().errorCode();
    }

    /** The service's own words, without the request ids that the SDK adds, safe to print. */
    public static String message(AwsServiceException exception) {
        return quote(
                exception.awsErrorDetails() == null
                                || exception.awsErrorDetails().errorMessage() == null
                        ? exception.getMessage()
                        : exception.awsErrorDetails().errorMessage());
    }

    /** Words from outside made fit for a message: one line, no control characters, no secrets, bounded. */
    public static String quote(String words) {
        if (words == null) {
            return "no message";
        }
        String line = Excerpts.masked(words.replaceAll("\\p{Cntrl}+", " ").strip());
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    private static String service(AwsServiceException exception) {
        return exception.awsErrorDetails() == null
                        || exception.awsErrorDetails().serviceName() == null
                ? "An AWS service"
                : "AWS " + exception.awsErrorDetails().serviceName();
    }
}
