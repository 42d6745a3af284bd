/** Simulates Amazon S3: versioned buckets, conditional writes, list operations, and the events for new objects. */
@NullMarked
package io.github.bedrockfinetuning.local.aws.s3;

import org.jspecify.annotations.NullMarked;
