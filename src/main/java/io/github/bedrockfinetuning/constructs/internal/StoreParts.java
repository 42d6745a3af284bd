package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.kms.KeyProps;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.BucketProps;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** Creates the keys and buckets of a data store with the props that the user specified for them. */
public final class StoreParts {
    /**
     * The retention period of staged files. It is longer than any run lasts, so the inputs of a run are retained
     * until it ends.
     */
    private static final Duration STAGED_FOR = Duration.days(90);

    private static final Duration REPLACED_FOR = Duration.days(90);
    private static final Duration ACCESS_LOGS_FOR = Duration.days(365);
    private static final Duration UNFINISHED_UPLOADS_FOR = Duration.days(7);

    private static final Set<String> OWN_KEY_PROPS =
            Set.of("alias", "enabled", "enableKeyRotation", "keySpec", "keyUsage");
    private static final Set<String> OWN_BUCKET_PROPS = Set.of(
            "accessControl",
            "blockPublicAccess",
            "bucketKeyEnabled",
            "bucketName",
            "encryption",
            "encryptionKey",
            "enforceSSL",
            "eventBridgeEnabled",
            "minimumTLSVersion",
            "objectOwnership",
            "publicReadAccess",
            "replicationRules",
            "serverAccessLogsBucket",
            "serverAccessLogsPrefix",
            "versioned",
            "websiteErrorDocument",
            "websiteIndexDocument",
            "websiteRedirect");

    private final Construct scope;
    private final RemovalPolicy removalPolicy;
    private final boolean empty;

    /** @param empty whether the objects of new buckets are deleted with the stack */
    public StoreParts(Construct scope, RemovalPolicy removalPolicy, boolean empty) {
        this.scope = scope;
        this.removalPolicy = removalPolicy;
        this.empty = empty;
    }

    public Key key(String id, String description, String prop, @Nullable KeyProps given) {
        Key.Builder key = Key.Builder.create(scope, id)
                .description(description)
                .enableKeyRotation(true)
                .pendingWindow(Duration.days(30))
                .removalPolicy(removalPolicy);
        Given.apply(prop, KeyProps.class, given, key, OWN_KEY_PROPS);
        return key.build();
    }

    public Bucket datasets(IKey key, @Nullable IBucket accessLogs, @Nullable BucketProps given) {
        Bucket bucket = bucket(
                "Datasets",
                "datasetsBucketProps",
                given,
                List.of(
                        cleanUp(),
                        LifecycleRule.builder()
                                .id("staged")
                                .prefix(Prefixes.STAGED)
                                .expiration(STAGED_FOR)
                                .build()),
                builder -> builder.encryption(BucketEncryption.KMS)
                        .encryptionKey(key)
                        .bucketKeyEnabled(true)
                        .serverAccessLogsBucket(accessLogs)
                        .serverAccessLogsPrefix(accessLogs == null ? null : "datasets/"));
        notifyEventBridge(bucket);
        keptInPlace(bucket);
        loggedInto(bucket, accessLogs);
        return bucket;
    }

    /**
     * Creates the results bucket.
     *
     * @param lock the retention of Object Lock; null if objects are not locked
     */
    public Bucket results(
            IKey key, @Nullable IBucket accessLogs, @Nullable ObjectLockRetention lock, @Nullable BucketProps given) {
        Bucket bucket = bucket(
                "Results",
                "resultsBucketProps",
                given,
                List.of(cleanUp()),
                builder -> builder.encryption(BucketEncryption.KMS)
                        .encryptionKey(key)
                        .bucketKeyEnabled(true)
                        .serverAccessLogsBucket(accessLogs)
                        .serverAccessLogsPrefix(accessLogs == null ? null : "results/")
                        .objectLockDefaultRetention(lock));
        keptInPlace(bucket);
        loggedInto(bucket, accessLogs);
        Accepted.finding(
                bucket, "No events are needed, because only the workflow itself writes to the bucket.", "CT.S3.PR.4");
        return bucket;
    }

    /**
     * Creates the bucket for access logs. S3 delivers access logs only to buckets that are encrypted with S3 managed
     * keys.
     */
    public Bucket accessLogs(@Nullable BucketProps given) {
        Bucket bucket = bucket(
                "AccessLogs",
                "accessLogsBucketProps",
                given,
                given != null && Lifecycles.expires(given.getLifecycleRules())
                        ? List.of(cleanUp())
                        : List.of(
                                cleanUp(),
                                LifecycleRule.builder()
                                        .id("expire")
                                        .expiration(ACCESS_LOGS_FOR)
                                        .build()),
                builder -> builder.encryption(BucketEncryption.S3_MANAGED));
        keptInPlace(bucket);
        Accepted.finding(bucket, "No events are needed, because only auditors read the logs.", "CT.S3.PR.4");
        Accepted.finding(
                bucket,
                "S3 delivers access logs only to buckets that are encrypted with S3 managed keys.",
                "NIST.800.53.R5-S3DefaultEncryptionKMS",
                "PCI.DSS.321-S3DefaultEncryptionKMS",
                "HIPAA.Security-S3DefaultEncryptionKMS",
                "CT.S3.PR.10");
        Accepted.finding(
                bucket,
                "This bucket stores the access logs of the other buckets. Logging access to it would "
                        + "create an endless series of logs.",
                "CT.S3.PR.2");
        return bucket;
    }

    private static void keptInPlace(Bucket bucket) {
        Accepted.finding(
                bucket,
                "Data must remain where its owner stored it, so it is not replicated to another bucket. Versions are retained.",
                "NIST.800.53.R5-S3BucketReplicationEnabled",
                "PCI.DSS.321-S3BucketReplicationEnabled",
                "HIPAA.Security-S3BucketReplicationEnabled");
        Accepted.finding(
                bucket,
                "A lock would prevent the deletion of data that must be deleted on request. Replaced versions are retained for 90 days.",
                "CT.S3.PR.9");
    }

    private static void loggedInto(Bucket bucket, @Nullable IBucket accessLogs) {
        if (accessLogs == null) {
            Accepted.finding(
                    bucket,
                    "The stack was deployed without S3 access logs, for example because a trail of the organization records every access.",
                    "AwsSolutions-S1",
                    "NIST.800.53.R5-S3BucketLoggingEnabled",
                    "PCI.DSS.321-S3BucketLoggingEnabled",
                    "HIPAA.Security-S3BucketLoggingEnabled",
                    "CT.S3.PR.2");
        }
    }

    /** Returns whether this app creates the bucket and can therefore change its policy and notifications. */
    public static boolean isOwn(IBucket bucket) {
        return bucket.getNode().getDefaultChild() instanceof CfnBucket;
    }

    /**
     * Enables EventBridge notifications with the template's own property. The CDK's option would require a custom
     * resource. If other notifications of the bucket already require it, EventBridge is enabled there, too.
     */
    public static void notifyEventBridge(IBucket bucket) {
        ((CfnBucket) bucket.getNode().getDefaultChild())
                .addPropertyOverride("NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", true);
        KeptEvents.of(bucket);
    }

    private Bucket bucket(
            String id,
            String prop,
            @Nullable BucketProps given,
            List<LifecycleRule> rules,
            java.util.function.UnaryOperator<Bucket.Builder> own) {
        Bucket.Builder bucket = own.apply(Bucket.Builder.create(scope, id)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .autoDeleteObjects(empty)
                .removalPolicy(removalPolicy));
        bucket.lifecycleRules(rules);
        Given.apply(prop, BucketProps.class, given, bucket, OWN_BUCKET_PROPS);
        if (given != null && given.getLifecycleRules() != null) {
            bucket.lifecycleRules(Lifecycles.combined(prop, rules, given.getLifecycleRules()));
        }
        return bucket.build();
    }

    private static LifecycleRule cleanUp() {
        return LifecycleRule.builder()
                .id("clean-up")
                .abortIncompleteMultipartUploadAfter(UNFINISHED_UPLOADS_FOR)
                .noncurrentVersionExpiration(REPLACED_FOR)
                .build();
    }
}
