package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import java.util.Optional;

/**
 * The condition of a conditional read or write.
 *
 * @param ifMatch an entity tag without quotes, or {@code *}; null without it
 * @param ifNoneMatch likewise
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional requests</a>
 */
record Condition(String ifMatch, String ifNoneMatch) {
    static final Condition NONE = new Condition(null, null);

    static Condition of(AwsRequest request) {
        return of(request, "if-match", "if-none-match");
    }

    /** The condition on the source of a copy. */
    static Condition ofSource(AwsRequest request) {
        return of(request, "x-amz-copy-source-if-match", "x-amz-copy-source-if-none-match");
    }

    private static Condition of(AwsRequest request, String match, String noneMatch) {
        return new Condition(
                request.header(match).map(Condition::bare).orElse(null),
                request.header(noneMatch).map(Condition::bare).orElse(null));
    }

    private static String bare(String etag) {
        return etag.trim().replace("\"", "");
    }

    void requireWrite(Optional<ObjectVersion> current) {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw new AwsError(
                    "NotImplemented",
                    501,
                    "A header you provided implies functionality that is not implemented: If-None-Match other than *");
        }
        if (ifNoneMatch != null && current.isPresent()) {
            throw failed();
        }
        if (ifMatch != null) {
            ObjectVersion version =
                    current.orElseThrow(() -> new AwsError("NoSuchKey", 404, "The specified key does not exist."));
            requireRead(version);
        }
    }

    void requireRead(ObjectVersion version) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(version.etag())) {
            throw failed();
        }
    }

    /** Whether the reader already has what it asks for. */
    boolean notModified(ObjectVersion version) {
        return ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.equals(version.etag()));
    }

    static AwsError failed() {
        return new AwsError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
    }
}
