package io.github.bedrockfinetuning.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** Groups of AWS error codes for which a retry can help. Other codes are classified by their HTTP status. */
enum ErrorCodes {
    /** Too many requests for an account, a bucket, or a model. */
    TOO_MANY_REQUESTS(
            Throttled::new,
            "https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html",
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "TooManyRequestsException",
            "ProvisionedThroughputExceededException",
            "TransactionInProgressException",
            "RequestLimitExceeded",
            "BandwidthLimitExceeded",
            "LimitExceededException",
            "SlowDown",
            "EC2ThrottledException",
            "PriorRequestNotComplete"),
    /** AWS KMS throttling of requests from the service that uses the key. */
    KEY_ASKED_TOO_OFTEN(
            Throttled::new,
            "https://docs.aws.amazon.com/sns/latest/api/API_Publish.html,"
                    + " https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html",
            "KMSThrottling",
            "KMSThrottlingException",
            "KmsThrottlingException"),
    /**
     * A quota on the number of resources that exist at the same time. Capacity becomes available when other resources
     * are deleted.
     */
    FULL(
            Throttled::new,
            "https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html",
            "ExecutionLimitExceeded"),
    /** A model that is still loading. */
    NOT_READY(
            Throttled::new,
            "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html",
            "ModelNotReadyException"),
    /**
     * A difference between the function's clock and the AWS clock that exceeds the limit for request signatures. The
     * error occurs until the clock is corrected. No single AWS page documents all of these codes. The list comes from
     * the AWS SDK for Java, which corrects its clock after such an error.
     *
     * @see <a
     *     href="https://github.com/aws/aws-sdk-java-v2/blob/master/core/aws-core/src/main/java/software/amazon/awssdk/awscore/internal/AwsErrorCode.java">
     *     AwsErrorCode</a>
     */
    CLOCK(
            TransientFailure::new,
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html,"
                    + " https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html",
            "RequestTimeTooSkewed",
            "RequestExpired",
            "RequestInTheFuture",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "AuthFailure"),
    /**
     * Temporary credentials that have expired, or that are too new for a service to recognize. Lambda replaces a
     * function's credentials.
     */
    CREDENTIALS(
            TransientFailure::new,
            "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,"
                    + " https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html,"
                    + " https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html",
            "ExpiredToken",
            "ExpiredTokenException",
            "TokenRefreshRequired",
            "InvalidToken",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidAccessKeyId"),
    /** An incomplete request. */
    CUT_OFF(
            TransientFailure::new,
            "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,"
                    + " https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html",
            "IncompleteBody",
            "BadDigest",
            "XAmzContentSHA256Mismatch",
            "RequestTimeout",
            "RequestTimeoutException",
            "RequestAbortedException",
            "MalformedHttpRequestException"),
    /** A conflict with another operation on the same resource. */
    CONFLICT(
            TransientFailure::new,
            "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,"
                    + " https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html",
            "OperationAborted",
            "ConditionalRequestConflict",
            "ConflictException",
            "ConcurrentModification",
            "ConcurrentModificationException",
            "TooManyUpdates"),
    /** An AWS Marketplace subscription to a model that is still being created. Retry after 15 minutes. */
    SUBSCRIPTION(
            TransientFailure::new,
            "https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html",
            "MPAgreementBeingCreated"),
    /** A failure in the service, regardless of the HTTP status. */
    SERVICE(
            TransientFailure::new,
            "https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html,"
                    + " https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html,"
                    + " https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html,"
                    + " https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html",
            "InternalError",
            "InternalErrorException",
            "InternalFailure",
            "InternalServerError",
            "InternalServerException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "ServiceException",
            "ModelErrorException",
            "ModelTimeoutException",
            "DependencyTimeoutException",
            "KeyUnavailableException",
            "KMSInternalException");

    private static final String KMS = "KMS.";

    private final BiFunction<String, Throwable, Failure> kind;
    private final String source;
    private final List<String> codes;

    ErrorCodes(BiFunction<String, Throwable, Failure> kind, String source, String... codes) {
        this.kind = kind;
        this.source = source;
        this.codes = List.of(codes);
    }

    /** Returns the group of a code. S3 prefixes AWS KMS codes with {@code KMS.}. */
    static Optional<ErrorCodes> of(String code) {
        String own = code.startsWith(KMS) ? code.substring(KMS.length()) : code;
        return Arrays.stream(values())
                .filter(group -> group.codes.contains(own))
                .findFirst()
                .or(() -> code.toLowerCase(Locale.ROOT).contains("throttl")
                        ? Optional.of(TOO_MANY_REQUESTS)
                        : Optional.empty());
    }

    /** Creates the failure that represents a code of this group. */
    Failure failure(String message, Throwable cause) {
        return kind.apply(message, cause);
    }

    /** Returns the AWS pages that document the codes. */
    String source() {
        return source;
    }

    List<String> codes() {
        return codes;
    }
}
