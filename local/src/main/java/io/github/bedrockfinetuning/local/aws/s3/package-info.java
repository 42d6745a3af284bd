/** Amazon S3: versioned buckets, conditional and multipart writes, lists, and events of them. */
package io.github.bedrockfinetuning.local.aws.s3;
