package io.github.bedrockfinetuning.run;

import java.time.Instant;

/**
 * One version of an object.
 *
 * @param size the size in bytes
 */
public record StoredObject(String bucket, String key, String versionId, long size, Instant lastModified) {}
