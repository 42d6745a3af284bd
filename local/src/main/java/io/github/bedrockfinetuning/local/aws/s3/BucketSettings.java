package io.github.bedrockfinetuning.local.aws.s3;

/**
 * The settings of a bucket.
 *
 * @param versioned whether an overwritten or deleted object stays as a version
 * @param eventBridge whether it sends events to EventBridge
 * @param kmsKeyArn the key objects are encrypted under unless the upload names one; null for S3's own
 * @param publicAccess what of public access it blocks; null if it has no such setting
 * @param policy its policy as JSON; null for none. It is told, not enforced.
 */
public record BucketSettings(
        boolean versioned, boolean eventBridge, String kmsKeyArn, PublicAccessBlock publicAccess, String policy) {
    public static final BucketSettings PLAIN = new BucketSettings(false, false, null);
    public static final BucketSettings VERSIONED = new BucketSettings(true, false, null);

    /** A bucket that blocks public access and has no policy, as S3 creates buckets by default. */
    public BucketSettings(boolean versioned, boolean eventBridge, String kmsKeyArn) {
        this(versioned, eventBridge, kmsKeyArn, PublicAccessBlock.ALL, null);
    }

    /** The four settings of S3 Block Public Access. */
    public record PublicAccessBlock(
            boolean blockPublicAcls,
            boolean ignorePublicAcls,
            boolean blockPublicPolicy,
            boolean restrictPublicBuckets) {
        public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true);
    }
}
