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
 * Says of every exception whether asking again can help. This and {@link ErrorCodes} are the only places that read the
 * SDK's error codes for that; a step that knows better about one code handles it before it gets here.
 */
public final class Failures {
    /** Statuses of a client's error that pass: a time-out, a conflict, and a request that came too early. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425);

    private static final int TOO_MANY_REQUESTS = 429;
    /** Not standard, and S3's for too much bandwidth. */
    private static final int BANDWIDTH_LIMIT = 509;

    private static final String TAGS = " If your organization requires tags on what is created, set the workflow's tags"
            + " prop, or \"tags\" in run.json.";
    private static final int LONGEST_QUOTE = 1_000;
    /** Lambda hands the trace to the workflow, where it becomes part of the state. */
    private static final int MOST_FRAMES = 20;

    private Failures() {}

    /** Classifies an exception. One that is already classified is returned as it is. */
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

    /** What is read is there, and is not what it should be. */
    private static boolean isOfData(IOException exception) {
        return exception instanceof JsonProcessingException
                || exception instanceof CharacterCodingException
                || exception instanceof FileSystemException
                || exception instanceof ZipException;
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
