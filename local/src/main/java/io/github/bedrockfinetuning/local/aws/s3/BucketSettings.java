package io.github.bedrockfinetuning.local.aws.s3;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a bucket.
 *
 * @param versioned whether overwritten and deleted objects remain as versions
 * @param eventBridge whether the bucket sends events to EventBridge
 * @param kmsKeyArn the default key for new objects; null for Amazon S3 managed keys
 * @param publicAccess the Block Public Access settings; null if none are configured
 * @param policy the bucket policy as JSON; null if there is none. The policy is returned to callers, but it is not
 *     enforced.
 */
public record BucketSettings(
        boolean versioned,
        boolean eventBridge,
        @Nullable String kmsKeyArn,
        @Nullable PublicAccessBlock publicAccess,
        @Nullable String policy) {
    public static final BucketSettings PLAIN = new BucketSettings(false, false, null);
    public static final BucketSettings VERSIONED = new BucketSettings(true, false, null);

    /** Creates the settings of a bucket that blocks public access and has no policy. These are the defaults of S3. */
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
