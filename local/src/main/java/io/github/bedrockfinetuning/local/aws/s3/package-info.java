/** Amazon S3: versioned buckets, conditional writes, lists, and the events of new objects. */
package io.github.bedrockfinetuning.local.aws.s3;
