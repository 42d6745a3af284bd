package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.Content;
import java.time.Instant;
import java.util.Map;

/**
 * One version of an object, or a delete marker.
 *
 * @param versionId {@code null}, as a word, in a bucket without versioning
 * @param etag without quotes; empty for a delete marker
 * @param headers those given with the upload and returned with each read: type, encryption, checksum
 */
public record ObjectVersion(
        String key,
        String versionId,
        boolean deleteMarker,
        Content content,
        String etag,
        Map<String, String> headers,
        Instant lastModified) {

    public long size() {
        return content.size();
    }
}
