package io.github.bedrockfinetuning.local.aws;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import java.util.List;

/**
 * Transient errors with the code and status of each service.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses of Amazon S3</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html">Errors common to all services</a>
 */
final class PassingErrors {
    /** The errors that an endpoint can return for a deployment that is not available everywhere yet. */
    private static final List<AwsError> UNREADY = List.of(
            new AwsError("ResourceNotFoundException", 404, "The model deployment was not found."),
            new AwsError("AccessDeniedException", 403, "You are not authorized to perform this action."),
            new AwsError("ValidationException", 400, "The provided model identifier is invalid."),
            new AwsError("ModelNotReadyException", 429, "The model is not ready for inference."),
            new AwsError("ModelErrorException", 424, "The request failed due to an error while processing the model."));

    private PassingErrors() {}

    static AwsError expired(Call call) {
        String words = "The security token included in the request is expired";
        return switch (call.service()) {
            case "s3" -> new AwsError("ExpiredToken", 400, "The provided token has expired.");
            case "sns" -> new AwsError("ExpiredToken", 403, words);
            default -> new AwsError("ExpiredTokenException", 403, words);
        };
    }

    static AwsError skewed(Call call) {
        String words = "Signature expired: it is earlier than the current time minus 5 min.";
        return switch (call.service()) {
            case "s3" ->
                new AwsError(
                        "RequestTimeTooSkewed",
                        403,
                        "The difference between the request time and the server's time is too large.");
            case "sns" -> new AwsError("SignatureDoesNotMatch", 403, words);
            default -> new AwsError("InvalidSignatureException", 403, words);
        };
    }

    static AwsError keyThrottled(Call call) {
        return switch (call.service()) {
            case "s3" ->
                new AwsError("KMS.ThrottlingException", 400, "You have exceeded the rate at which you may call KMS.");
            case "sns" -> new AwsError("KMSThrottling", 400, "Rate exceeded");
            default -> new AwsError("KmsThrottlingException", 400, "Rate exceeded");
        };
    }

    static AwsError conflict(Call call) {
        return switch (call.service()) {
            case "s3" ->
                new AwsError(
                        "OperationAborted",
                        409,
                        "A conflicting conditional operation is currently in progress against this resource. Try again.");
            case "ssm" ->
                new AwsError(
                        "TooManyUpdates",
                        400,
                        "There are concurrent updates for a resource that supports one update at a time.");
            default -> AwsError.conflict("Another operation on the resource is in progress.");
        };
    }

    /** @param strike the number of times the fault was injected, including this time */
    static AwsError unready(long strike) {
        return UNREADY.get((int) ((strike - 1) % UNREADY.size()));
    }
}
