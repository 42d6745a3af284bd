package io.github.bedrockfinetuning.local.aws.wire;

/** A service error with a code, an HTTP status, and a message. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    public AwsError(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    public static AwsError validation(String message) {
        return new AwsError("ValidationException", 400, message);
    }

    public static AwsError notFound(String message) {
        return new AwsError("ResourceNotFoundException", 404, message);
    }

    public static AwsError conflict(String message) {
        return new AwsError("ConflictException", 400, message);
    }

    public static AwsError quota(String message) {
        return new AwsError("ServiceQuotaExceededException", 400, message);
    }

    /** Creates the error for an operation or an option that is not simulated. */
    public static AwsError unknown(String what) {
        return new AwsError("NotImplemented", 501, "The local simulation does not support " + what + ".");
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
