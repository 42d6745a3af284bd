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
 * @param bucket empty for a request to the service itself
 * @param key empty for a request to a bucket
 */
record S3Request(AwsRequest http, String bucket, String key) {
    private static final Set<String> KEPT = Set.of(
            "content-type",
            "content-encoding",
            "content-language",
            "content-disposition",
            "cache-control",
            "expires",
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

    /** @throws AwsError MissingParameter-like refusals are S3's InvalidArgument */
    String require(String parameter) {
        return http.parameter(parameter)
                .orElseThrow(() -> new AwsError("InvalidArgument", 400, "The parameter " + parameter + " is missing."));
    }

    /** The headers that are stored with an object and come back with it. */
    Map<String, String> kept() {
        Map<String, String> kept = new LinkedHashMap<>();
        long metadata = 0;
        for (Map.Entry<String, String> header : http.headers().entrySet()) {
            String name = header.getKey();
            if (name.startsWith("x-amz-meta-")) {
                metadata += name.length()
                        - "x-amz-meta-".length()
                        + header.getValue().getBytes(StandardCharsets.UTF_8).length;
            }
            if (KEPT.contains(name) || name.startsWith("x-amz-meta-")) {
                kept.put(name, header.getValue());
            }
        }
        if (metadata > 2048) {
            throw new AwsError(
                    "MetadataTooLarge",
                    400,
                    "Your metadata headers exceed the maximum allowed metadata size: " + metadata + " of 2048 bytes.");
        }
        kept.computeIfPresent("content-encoding", (name, value) -> withoutChunking(value));
        requireEncryption();
        return kept;
    }

    /** Tags as the x-amz-tagging header gives them: a query string. */
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        http.header("x-amz-tagging")
                .ifPresent(header -> AwsRequest.of("GET", "/", header, Map.of(), Content.EMPTY)
                        .query()
                        .forEach((name, values) -> tags.put(name, values.get(0))));
        if (tags.size() > 10) {
            throw new AwsError("BadRequest", 400, "Object tags cannot be greater than 10");
        }
        return tags;
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
        http.header("x-amz-storage-class").ifPresent(storage -> {
            if (!storage.equals("STANDARD")) {
                throw AwsError.unknown("the storage class " + storage);
            }
        });
    }

    private static String withoutChunking(String encoding) {
        String rest = encoding.replaceAll("\\s*aws-chunked\\s*,?", "");
        return rest.isBlank() ? null : rest;
    }
}
