package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** PutObject, CopyObject, DeleteObject. */
final class ObjectWrites {
    private static final long LARGEST_PUT = 5L << 30;

    private final S3 s3;

    ObjectWrites(S3 s3) {
        this.s3 = s3;
    }

    AwsResponse put(S3Request request, Bucket bucket) {
        request.requireKey();
        requireSize(request.body().size());
        Map<String, String> headers = request.kept();
        Map<String, String> checksums = Digests.verify(request.http());
        headers.putAll(checksums);
        ObjectVersion version = s3.put(
                bucket.name(),
                request.key(),
                request.body(),
                Digests.md5(request.body()),
                headers,
                request.tags(),
                Condition.of(request.http()),
                "PutObject");
        AwsResponse answer =
                written(AwsResponse.empty(200), bucket, version).withHeader("ETag", ObjectReads.quoted(version.etag()));
        for (Map.Entry<String, String> checksum : checksums.entrySet()) {
            answer = answer.withHeader(checksum.getKey(), checksum.getValue());
        }
        return answer;
    }

    AwsResponse copy(S3Request request, Bucket bucket) {
        request.requireKey();
        CopySource source = CopySource.of(request.http());
        ObjectVersion from = source.find(s3);
        requireSize(from.size());
        AwsRequest http = request.http();
        boolean replaces = http.header("x-amz-metadata-directive")
                .filter("REPLACE"::equals)
                .isPresent();
        boolean replacesTags =
                http.header("x-amz-tagging-directive").filter("REPLACE"::equals).isPresent();
        Map<String, String> given = request.kept();
        boolean sameObject =
                source.bucket().equals(bucket.name()) && source.key().equals(request.key());
        if (sameObject
                && source.versionId().isEmpty()
                && !replaces
                && !given.containsKey("x-amz-server-side-encryption")) {
            throw new AwsError(
                    "InvalidRequest",
                    400,
                    "This copy request is illegal because it is trying to copy an object to itself without changing the"
                            + " object's metadata, storage class, website redirect location or encryption attributes.");
        }
        ObjectVersion version = s3.put(
                bucket.name(),
                request.key(),
                from.content(),
                from.etag().contains("-") ? Digests.md5(from.content()) : from.etag(),
                replaces ? given : carriedOver(from, given),
                replacesTags ? request.tags() : from.tags(),
                Condition.of(http),
                "CopyObject");
        AwsResponse answer = result("CopyObjectResult", version.etag(), version.lastModified());
        return source.described(written(answer, bucket, version), from);
    }

    AwsResponse delete(S3Request request, Bucket bucket) {
        AwsRequest http = request.http();
        if (http.header("if-match").isPresent()) {
            throw AwsError.unknown("the header If-Match of DeleteObject");
        }
        Optional<String> versionId = http.parameter("versionId");
        Optional<ObjectVersion> removed = versionId.isPresent()
                ? s3.delete(bucket, request.key(), versionId.get())
                : s3.delete(bucket, request.key());
        AwsResponse answer = AwsResponse.empty(204);
        if (removed.isPresent() && bucket.settings().versioned()) {
            answer = answer.withHeader("x-amz-version-id", removed.get().versionId());
            if (removed.get().deleteMarker()) {
                answer = answer.withHeader("x-amz-delete-marker", "true");
            }
        }
        return answer;
    }

    /** Adds to an answer where and how an object was stored. */
    static AwsResponse written(AwsResponse answer, Bucket bucket, ObjectVersion version) {
        AwsResponse full = answer;
        for (Map.Entry<String, String> header : version.headers().entrySet()) {
            if (header.getKey().startsWith("x-amz-server-side-encryption")) {
                full = full.withHeader(header.getKey(), header.getValue());
            }
        }
        return bucket.settings().versioned() ? full.withHeader("x-amz-version-id", version.versionId()) : full;
    }

    static AwsResponse result(String root, String etag, Instant modified) {
        return Xml.root(root)
                .add("LastModified", modified)
                .add("ETag", ObjectReads.quoted(etag))
                .answer(200);
    }

    static void requireSize(long size) {
        if (size > LARGEST_PUT) {
            throw new AwsError(
                    "EntityTooLarge",
                    400,
                    "Your proposed upload exceeds the maximum allowed size: " + size + " of " + LARGEST_PUT
                            + " bytes.");
        }
    }

    /** The source's metadata; encryption is what the request, or else the bucket, says. */
    private static Map<String, String> carriedOver(ObjectVersion from, Map<String, String> given) {
        Map<String, String> headers = new LinkedHashMap<>(from.headers());
        headers.keySet().removeIf(name -> name.startsWith("x-amz-server-side-encryption"));
        given.forEach((name, value) -> {
            if (name.startsWith("x-amz-server-side-encryption")) {
                headers.put(name, value);
            }
        });
        return headers;
    }
}
