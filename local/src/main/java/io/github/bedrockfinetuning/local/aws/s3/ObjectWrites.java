package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import java.util.Map;
import java.util.Optional;

/** Performs PutObject and DeleteObject. */
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
        headers.putAll(Digests.verify(request.http()));
        ObjectVersion version =
                s3.put(bucket, request.key(), request.body(), headers, WriteCondition.of(request.http()));
        AwsResponse answer = AwsResponse.empty(200).withHeader("ETag", ObjectReads.quoted(version.etag()));
        for (Map.Entry<String, String> header : version.headers().entrySet()) {
            if (header.getKey().startsWith("x-amz-server-side-encryption")
                    || header.getKey().startsWith("x-amz-checksum-")) {
                answer = answer.withHeader(header.getKey(), header.getValue());
            }
        }
        return bucket.settings().versioned() ? answer.withHeader("x-amz-version-id", version.versionId()) : answer;
    }

    AwsResponse delete(S3Request request, Bucket bucket) {
        Optional<String> versionId = request.http().parameter("versionId");
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

    private static void requireSize(long size) {
        if (size > LARGEST_PUT) {
            throw new AwsError(
                    "EntityTooLarge",
                    400,
                    "Your proposed upload exceeds the maximum allowed size: " + size + " of " + LARGEST_PUT
                            + " bytes.");
        }
    }
}
