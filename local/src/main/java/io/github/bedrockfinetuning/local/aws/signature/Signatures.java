package io.github.bedrockfinetuning.local.aws.signature;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Verifies signatures in the same way as AWS. Before it reads the body, it verifies everything that does not depend on
 * the body.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Amazon S3 error codes</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common error types</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshoot
 *     Signature Version 4</a>
 */
public final class Signatures {
    private static final int FORBIDDEN = 403;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    /** The maximum allowed difference between the request time and the current time of the service. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final AccountKeys keys;
    private final Clock clock;

    /** @param clock the clock that clients use for signatures, which is the real time */
    public Signatures(AccountKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Verifies the headers of a request. If they contain the hash of the body, this includes the signature.
     *
     * @throws AwsError if the service would reject the request
     */
    public SignedRequest of(AwsRequest head) {
        if (head.header("authorization").isEmpty()) {
            throw new AwsError("MissingAuthenticationToken", FORBIDDEN, "Request is missing Authentication Token");
        }
        Authorization authorization = Authorization.of(head)
                .orElseThrow(() -> new AwsError(
                        "IncompleteSignature", FORBIDDEN, "The request signature does not conform to AWS standards."));
        String time = head.header("x-amz-date").orElse("");
        requireRecent(authorization, time);
        Optional<String> secret = keys.secretOf(authorization.accessKeyId());
        if (secret.isEmpty()) {
            throw unknownKey(authorization);
        }
        SignedRequest request = new SignedRequest(head, authorization, time, authorization.signingKey(secret.get()));
        request.checkHead();
        return request;
    }

    private void requireRecent(Authorization authorization, String time) {
        Instant signed;
        try {
            signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong(authorization);
        }
        if (Duration.between(signed, clock.instant()).abs().compareTo(SKEW) > 0) {
            throw authorization.isForS3()
                    ? new AwsError(
                            "RequestTimeTooSkewed",
                            FORBIDDEN,
                            "The difference between the request time and the current time is too large.")
                    : new AwsError(
                            "InvalidSignatureException",
                            FORBIDDEN,
                            "Signature expired: " + time + " is not within 15 minutes of " + clock.instant() + ".");
        }
        if (!time.startsWith(authorization.date())) {
            throw wrong(authorization);
        }
    }

    private static AwsError unknownKey(Authorization authorization) {
        return authorization.isForS3()
                ? new AwsError(
                        "InvalidAccessKeyId",
                        FORBIDDEN,
                        "The AWS Access Key Id you provided does not exist in our records.")
                : new AwsError(
                        authorization.isForQuery() ? "InvalidClientTokenId" : "UnrecognizedClientException",
                        FORBIDDEN,
                        "The security token included in the request is invalid.");
    }

    static AwsError wrong(Authorization authorization) {
        return new AwsError(
                authorization.isForS3() || authorization.isForQuery()
                        ? "SignatureDoesNotMatch"
                        : "InvalidSignatureException",
                FORBIDDEN,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method.");
    }
}
