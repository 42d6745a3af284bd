package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Classifies exceptions based on whether a retry can help. Only this class and {@link ErrorCodes} interpret the SDK's
 * error codes for this purpose. A step that needs a different result for a code handles that code first.
 */
public final class Failures {
    /**
     * Client error statuses for which a retry can help: a timeout, a conflict, and a request that arrived too early.
     */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425);

    private static final int TOO_MANY_REQUESTS = 429;
    /** A nonstandard status that S3 returns if the bandwidth limit is exceeded. */
    private static final int BANDWIDTH_LIMIT = 509;

    private static final String TAGS =
            " If your organization requires tags on new resources, specify them in the workflow's tags "
                    + "prop or in \"tags\" in run.json.";
    private static final int LONGEST_QUOTE = 1_000;
    /**
     * The maximum number of stack frames. Lambda passes the stack trace to the workflow, where it becomes part of the
     * state.
     */
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
            return of(Objects.requireNonNull(unchecked.getCause()));
        }
        if (exception instanceof IOException broken && !isOfData(broken)) {
            return new TransientFailure(
                    "Reading or writing was interrupted: " + broken.getClass().getName() + place(broken) + ".", broken);
        }
        if (exception instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new TransientFailure("The step was interrupted while it was waiting.", exception);
        }
        return new PermanentFailure(
                "The step failed unexpectedly: " + exception.getClass().getName() + place(exception) + ".", exception);
    }

    /** Returns whether an exception indicates that the content of an existing object is invalid. */
    private static boolean isOfData(IOException exception) {
        return exception instanceof JsonProcessingException
                || exception instanceof CharacterCodingException
                || exception instanceof FileSystemException
                || exception instanceof ZipException;
    }

    /**
     * Returns the origin of an exception, which is used instead of its message because the message might quote user
     * data.
     */
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
        String said = service(exception) + " returned " + code + ": \"" + message(exception) + "\".";
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
     * Returns whether an error has no code, in which case the reason is unknown. S3 responds to a rejected HEAD
     * request without a body, for example if credentials have expired, and the body of any error can be truncated.
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
            return " The stack's KMS key cannot be used. Make sure that the key is enabled and not scheduled for deletion, and that its key policy allows this step's role.";
        }
        if (code.startsWith("AccessDenied") || exception.statusCode() == 403) {
            return " The permission for the action in the message is missing. If the stack's roles were not changed, check whether a service control policy or a permissions boundary denies the action."
                    + (text.contains("bedrock:create") || text.contains("bedrock:tagresource") ? TAGS : "");
        }
        if (code.startsWith("ServiceQuotaExceeded")) {
            return " Request a quota increase in the Service Quotas console, then upload the dataset again.";
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

    /** Returns the service's message without the request IDs that the SDK adds. The result is safe to print. */
    public static String message(AwsServiceException exception) {
        return quote(
                exception.awsErrorDetails() == null
                                || exception.awsErrorDetails().errorMessage() == null
                        ? exception.getMessage()
                        : exception.awsErrorDetails().errorMessage());
    }

    /** Makes external text safe for a message: one line of limited length, without control characters or secrets. */
    public static String quote(@Nullable String words) {
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
