package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.Content;
import java.time.Instant;
import java.util.Map;

/**
 * A version of an object, or a delete marker.
 *
 * @param versionId the version ID; in a bucket without versioning, the string {@code null}
 * @param etag the entity tag without quotes; empty for a delete marker
 * @param headers the headers of the upload that each read returns: type, encryption, checksum
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
