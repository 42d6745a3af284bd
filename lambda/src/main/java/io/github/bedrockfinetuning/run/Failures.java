package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Classifies every exception by whether a retry can help. Only this class and {@link ErrorCodes} interpret the SDK's
 * error codes for this purpose; a step that needs a different result for a code handles the code first.
 */
public final class Failures {
    /** Client error statuses that are worth a retry: a timeout, a conflict, and a request that arrived too early. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425);

    private static final int TOO_MANY_REQUESTS = 429;
    /** Nonstandard; S3 returns it if the bandwidth limit is exceeded. */
    private static final int BANDWIDTH_LIMIT = 509;

    private static final String TAGS = " If your organization requires tags on what is created, set the workflow's tags"
            + " prop, or \"tags\" in run.json.";
    private static final int LONGEST_QUOTE = 1_000;
    /** Lambda passes the stack trace to the workflow, where it becomes part of the state. */
    private static final int MOST_FRAMES = 20;

    private Failures() {}

    /** Classifies an exception. An exception that is already classified is returned unchanged. */
    public static Failure of(Exception exception) {
        if (exception instanceof Failure failure) {
            return failure;
        }
        if (exception instanceof AwsServiceException service) {
            return ofService(service);
        }
        if (exception instanceof SdkException) {
            return new TransientFailure(
                    "An AWS service could not be reached: " + quote(exception.getMessage()) + ".", exception);
        }
        if (exception instanceof UncheckedIOException unchecked) {
            return of(unchecked.getCause());
        }
        if (exception instanceof IOException broken && !isOfData(broken)) {
            return new TransientFailure(
                    "Reading or writing broke off: " + broken.getClass().getName() + place(broken) + ".", broken);
        }
        if (exception instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new TransientFailure("The step was interrupted while it waited.", exception);
        }
        return new PermanentFailure(
                "The step met a fault of its own: " + exception.getClass().getName() + place(exception) + ".",
                exception);
    }

    /** The object exists, but its content is not valid. */
    private static boolean isOfData(IOException exception) {
        return exception instanceof JsonProcessingException
                || exception instanceof CharacterCodingException
                || exception instanceof FileSystemException
                || exception instanceof ZipException;
    }

    /** Returns the origin of an exception in place of its message, which might quote user data. */
    private static String place(Exception exception) {
        StackTraceElement[] trace = exception.getStackTrace();
        return trace.length == 0 ? "" : " in " + trace[0].getClassName() + ", line " + trace[0].getLineNumber();
    }

    /**
     * Returns a classified failure that is safe to pass to Lambda. Lambda logs the messages of an exception and all its
     * causes, and only the failure's own message is known to contain no data.
     */
    public static Failure withoutCauses(Failure failure) {
        Failure shown = failure.alone();
        StackTraceElement[] trace = (failure.getCause() == null ? failure : failure.getCause()).getStackTrace();
        shown.setStackTrace(Arrays.copyOf(trace, Math.min(trace.length, MOST_FRAMES)));
        return shown;
    }

    private static Failure ofService(AwsServiceException exception) {
        String code = code(exception);
        int status = exception.statusCode();
        String said = service(exception) + " answered " + code + ": \"" + message(exception) + "\".";
        Optional<ErrorCodes> known = ErrorCodes.of(code);
        if (known.isPresent()) {
            return known.get().failure(said, exception);
        }
        if (status == TOO_MANY_REQUESTS || status == BANDWIDTH_LIMIT) {
            return new Throttled(said, exception);
        }
        if (status >= 500 || PASSING.contains(status) || isBare(exception)) {
            return new TransientFailure(said, exception);
        }
        return new PermanentFailure(said + remedy(code, exception), exception);
    }

    /**
     * An error without its code says nothing of the request: S3 answers a HEAD request without a body, whatever is wrong,
     * such as credentials that have ended; and the body of any error can be cut off on its way.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
     */
    private static boolean isBare(AwsServiceException exception) {
        return exception.statusCode() == 400
                && (exception.awsErrorDetails() == null
                        || exception.awsErrorDetails().errorCode() == null);
    }

    private static String remedy(String code, AwsServiceException exception) {
        String text = message(exception).toLowerCase(Locale.ROOT);
        if (code.toLowerCase(Locale.ROOT).startsWith("kms") || text.contains("kms")) {
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

    /** Returns the service's error code, such as {@code ConflictException}. */
    public static String code(AwsServiceException exception) {
        return exception.awsErrorDetails() == null
                        || exception.awsErrorDetails().errorCode() == null
                ? exception.getClass().getSimpleName()
                : exception.awsErrorDetails().errorCode();
    }

    /** Returns the service's message without the request IDs that the SDK adds, safe to print. */
    public static String message(AwsServiceException exception) {
        return quote(
                exception.awsErrorDetails() == null
                                || exception.awsErrorDetails().errorMessage() == null
                        ? exception.getMessage()
                        : exception.awsErrorDetails().errorMessage());
    }

    /** Makes outside text safe for a message: one line of limited length, without control characters or secrets. */
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
