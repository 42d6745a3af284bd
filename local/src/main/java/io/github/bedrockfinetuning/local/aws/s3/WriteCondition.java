package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a conditional write.
 *
 * @param ifMatch the If-Match header: an entity tag without quotes, or {@code *}
 * @param ifNoneMatch the If-None-Match header: {@code *}
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 */
record WriteCondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    static final Set<String> HEADERS = Set.of("if-match", "if-none-match");
    static final WriteCondition NONE = new WriteCondition(null, null);

    static WriteCondition of(AwsRequest request) {
        return new WriteCondition(
                request.header("if-match").map(WriteCondition::bare).orElse(null),
                request.header("if-none-match").map(WriteCondition::bare).orElse(null));
    }

    private static String bare(String etag) {
        return etag.trim().replace("\"", "");
    }

    void require(Optional<ObjectVersion> current) {
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
            if (!ifMatch.equals("*") && !ifMatch.equals(version.etag())) {
                throw failed();
            }
        }
    }

    private static AwsError failed() {
        return new AwsError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
    }
}
