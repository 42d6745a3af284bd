package io.github.bedrockfinetuning.local.aws.s3;

/**
 * How a bucket was deployed.
 *
 * @param versioned whether an overwritten or deleted object stays as a version
 * @param eventBridge whether events of it go to EventBridge
 * @param kmsKeyArn the key objects are encrypted under unless the upload names one; null for S3's own
 */
public record BucketSettings(boolean versioned, boolean eventBridge, String kmsKeyArn) {
    public static final BucketSettings PLAIN = new BucketSettings(false, false, null);
    public static final BucketSettings VERSIONED = new BucketSettings(true, false, null);
}
