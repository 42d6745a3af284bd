package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request with its bucket and key.
 *
 * @param bucket the bucket; empty for a request to the service
 * @param key the key; empty for a request to a bucket
 */
record S3Request(AwsRequest http, String bucket, String key) {
    private static final Set<String> KEPT = Set.of(
            "content-type",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled");

    static S3Request of(AwsRequest http) {
        String path = http.path().startsWith("/") ? http.path().substring(1) : http.path();
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        return new S3Request(http, bucket, slash < 0 ? "" : AwsRequest.decodePath(path.substring(slash + 1)));
    }

    Content body() {
        return http.body();
    }

    /** Returns the headers that are stored with an object and returned by reads. */
    Map<String, String> kept() {
        requireEncryption();
        Map<String, String> kept = new LinkedHashMap<>(http.headers());
        kept.keySet().retainAll(KEPT);
        return kept;
    }

    void requireKey() {
        if (key.getBytes(StandardCharsets.UTF_8).length > 1024) {
            throw new AwsError("KeyTooLongError", 400, "Your key is too long");
        }
    }

    private void requireEncryption() {
        http.header("x-amz-server-side-encryption").ifPresent(encryption -> {
            if (!Set.of("AES256", "aws:kms", "aws:kms:dsse").contains(encryption)) {
                throw new AwsError("InvalidArgument", 400, "The encryption method specified is not supported");
            }
        });
    }
}
