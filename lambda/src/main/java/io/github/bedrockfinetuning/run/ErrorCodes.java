package io.github.bedrockfinetuning.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The error codes of AWS services that pass by themselves, in groups. A code that is in none of them is judged by its
 * HTTP status.
 */
enum ErrorCodes {
    /** Too many requests for an account, a bucket, a model. */
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
    /** AWS KMS is asked too often by the service that uses the key. */
    KEY_ASKED_TOO_OFTEN(
            Throttled::new,
            "https://docs.aws.amazon.com/sns/latest/api/API_Publish.html,"
                    + " https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html",
            "KMSThrottling",
            "KMSThrottlingException",
            "KmsThrottlingException"),
    /** A quota of what exists at a time, which others' ends free again. */
    FULL(
            Throttled::new,
            "https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html",
            "ExecutionLimitExceeded"),
    /** A model that is being loaded. */
    NOT_READY(
            Throttled::new,
            "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html",
            "ModelNotReadyException"),
    /**
     * The function's clock and AWS's differ by more than the signature allows, until the clock is set again. No page of the
     * documentation has all of these codes; the list is that of the AWS SDK for Java, which corrects its clock after them.
     *
     * @see <a href="https://github.com/aws/aws-sdk-java-v2/blob/master/core/aws-core/src/main/java/software/amazon/awssdk/awscore/internal/AwsErrorCode.java">
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
     * Temporary credentials that have just ended or that are so new that a service does not know them yet. Lambda replaces
     * those of a function.
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
    /** A request that did not arrive whole. */
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
    /** Something else is being done to the same thing. */
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
    /** A subscription to a model of the AWS Marketplace that is being made; to be asked again after 15 minutes. */
    SUBSCRIPTION(
            TransientFailure::new,
            "https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html",
            "MPAgreementBeingCreated"),
    /** A failure on the service's side, whatever its status. */
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

    /** The group of a code; S3 passes on those of AWS KMS with {@code KMS.} before them. */
    static Optional<ErrorCodes> of(String code) {
        String own = code.startsWith(KMS) ? code.substring(KMS.length()) : code;
        return Arrays.stream(values())
                .filter(group -> group.codes.contains(own))
                .findFirst()
                .or(() -> code.toLowerCase(Locale.ROOT).contains("throttl")
                        ? Optional.of(TOO_MANY_REQUESTS)
                        : Optional.empty());
    }

    /** The failure that a code of this group stands for. */
    Failure failure(String message, Throwable cause) {
        return kind.apply(message, cause);
    }

    /** Where AWS says so. */
    String source() {
        return source;
    }

    List<String> codes() {
        return codes;
    }
}
