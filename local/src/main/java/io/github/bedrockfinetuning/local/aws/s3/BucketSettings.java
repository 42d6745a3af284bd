package io.github.bedrockfinetuning.local.aws.s3;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a bucket.
 *
 * @param versioned whether overwritten and deleted objects are kept as versions
 * @param eventBridge whether it sends events to EventBridge
 * @param kmsKeyArn the key that encrypts objects unless the upload specifies another; null for Amazon S3 managed keys
 * @param publicAccess its Block Public Access settings; null if none are configured
 * @param policy its policy as JSON; null if it has none. The policy is returned to callers and not enforced.
 */
public record BucketSettings(
        boolean versioned,
        boolean eventBridge,
        @Nullable String kmsKeyArn,
        @Nullable PublicAccessBlock publicAccess,
        @Nullable String policy) {
    public static final BucketSettings PLAIN = new BucketSettings(false, false, null);
    public static final BucketSettings VERSIONED = new BucketSettings(true, false, null);

    /** A bucket that blocks public access and has no policy, as S3 creates buckets by default. */
    public BucketSettings(boolean versioned, boolean eventBridge, @Nullable String kmsKeyArn) {
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
