package io.github.bedrockfinetuning.constructs;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.KeyProps;
import software.amazon.awscdk.services.s3.BucketProps;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * Properties of a {@link DataStore}. All of them have defaults. Build them with {@link #builder()}. For each bucket and
 * key, specify either an existing one or props for a new one, but not both.
 */
public final class DataStoreProps {
    private final @Nullable IBucket datasetsBucket;
    private final @Nullable BucketProps datasetsBucketProps;
    private final @Nullable IBucket resultsBucket;
    private final @Nullable BucketProps resultsBucketProps;
    private final @Nullable IBucket accessLogsBucket;
    private final @Nullable BucketProps accessLogsBucketProps;
    private final @Nullable IKey dataKey;
    private final @Nullable KeyProps dataKeyProps;
    private final @Nullable IKey modelKey;
    private final @Nullable KeyProps modelKeyProps;
    private final @Nullable IKey logsKey;
    private final @Nullable KeyProps logsKeyProps;
    private final RemovalPolicy removalPolicy;
    private final EvidenceProps evidence;
    private final boolean emptyBuckets;

    private DataStoreProps(Builder builder) {
        datasetsBucket = builder.datasetsBucket;
        datasetsBucketProps = builder.datasetsBucketProps;
        resultsBucket = builder.resultsBucket;
        resultsBucketProps = builder.resultsBucketProps;
        accessLogsBucket = builder.accessLogsBucket;
        accessLogsBucketProps = builder.accessLogsBucketProps;
        dataKey = key("dataKey", builder.dataKey, builder.dataKeyProps, builder.encryptionKey);
        dataKeyProps = builder.dataKeyProps;
        modelKey = key("modelKey", builder.modelKey, builder.modelKeyProps, builder.encryptionKey);
        modelKeyProps = builder.modelKeyProps;
        logsKey = key("logsKey", builder.logsKey, builder.logsKeyProps, builder.encryptionKey);
        logsKeyProps = builder.logsKeyProps;
        removalPolicy =
                builder.removalPolicy == null ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : builder.removalPolicy;
        evidence = builder.evidence == null ? EvidenceProps.builder().build() : builder.evidence;
        emptyBuckets = builder.emptyBuckets;
        if (emptyBuckets && removalPolicy != RemovalPolicy.DESTROY) {
            throw new IllegalArgumentException("emptyBuckets is set, but removalPolicy is " + removalPolicy
                    + ". To delete all data with the stack, also set removalPolicy to DESTROY.");
        }
        if (emptyBuckets && evidence.lockResults() != null) {
            throw new IllegalArgumentException(
                    "Both emptyBuckets and lockResults are set. Locked versions cannot be deleted with the "
                            + "stack. Set only one of them.");
        }
        either("datasetsBucket", datasetsBucket, datasetsBucketProps);
        either("resultsBucket", resultsBucket, resultsBucketProps);
        either("accessLogsBucket", accessLogsBucket, accessLogsBucketProps);
        notEmptied("datasetsBucketProps", datasetsBucketProps);
        notEmptied("resultsBucketProps", resultsBucketProps);
        notEmptied("accessLogsBucketProps", accessLogsBucketProps);
        either("dataKey", dataKey, dataKeyProps);
        either("modelKey", modelKey, modelKeyProps);
        either("logsKey", logsKey, logsKeyProps);
        if (evidence.withoutAccessLogs() && (accessLogsBucket != null || accessLogsBucketProps != null)) {
            throw new IllegalArgumentException(
                    "Both a bucket for access logs and withoutAccessLogs are set. Set only one of them.");
        }
        if (evidence.lockResults() != null && resultsBucket != null) {
            throw new IllegalArgumentException(
                    "Both lockResults and resultsBucket are set. Enable Object Lock for the existing bucket yourself.");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    private static @Nullable IKey key(String name, @Nullable IKey key, @Nullable KeyProps props, @Nullable IKey all) {
        if (all != null && (key != null || props != null)) {
            throw new IllegalArgumentException("Both encryptionKey and " + name + (key == null ? "Props" : "")
                    + " are set. Set only encryptionKey to use one key for all purposes, or set each key "
                    + "separately.");
        }
        return all == null ? key : all;
    }

    private static void notEmptied(String name, @Nullable BucketProps props) {
        if (props != null && props.getAutoDeleteObjects() != null) {
            throw new IllegalArgumentException(name
                    + " sets autoDeleteObjects. Set emptyBuckets instead, which empties the buckets after all runs have"
                    + " ended.");
        }
    }

    private static void either(String name, @Nullable Object existing, @Nullable Object props) {
        if (existing != null && props != null) {
            throw new IllegalArgumentException("Both " + name + " and " + name + "Props are set. Use " + name
                    + " for an existing resource, or " + name + "Props for a new one.");
        }
    }

    public @Nullable IBucket datasetsBucket() {
        return datasetsBucket;
    }

    public @Nullable BucketProps datasetsBucketProps() {
        return datasetsBucketProps;
    }

    public @Nullable IBucket resultsBucket() {
        return resultsBucket;
    }

    public @Nullable BucketProps resultsBucketProps() {
        return resultsBucketProps;
    }

    public @Nullable IBucket accessLogsBucket() {
        return accessLogsBucket;
    }

    public @Nullable BucketProps accessLogsBucketProps() {
        return accessLogsBucketProps;
    }

    public @Nullable IKey dataKey() {
        return dataKey;
    }

    public @Nullable KeyProps dataKeyProps() {
        return dataKeyProps;
    }

    public @Nullable IKey modelKey() {
        return modelKey;
    }

    public @Nullable KeyProps modelKeyProps() {
        return modelKeyProps;
    }

    public @Nullable IKey logsKey() {
        return logsKey;
    }

    public @Nullable KeyProps logsKeyProps() {
        return logsKeyProps;
    }

    public RemovalPolicy removalPolicy() {
        return removalPolicy;
    }

    public EvidenceProps evidence() {
        return evidence;
    }

    public boolean emptyBuckets() {
        return emptyBuckets;
    }

    /** Builds {@link DataStoreProps}. */
    public static final class Builder {
        private @Nullable IBucket datasetsBucket;
        private @Nullable BucketProps datasetsBucketProps;
        private @Nullable IBucket resultsBucket;
        private @Nullable BucketProps resultsBucketProps;
        private @Nullable IBucket accessLogsBucket;
        private @Nullable BucketProps accessLogsBucketProps;
        private @Nullable IKey dataKey;
        private @Nullable KeyProps dataKeyProps;
        private @Nullable IKey modelKey;
        private @Nullable KeyProps modelKeyProps;
        private @Nullable IKey logsKey;
        private @Nullable KeyProps logsKeyProps;
        private @Nullable RemovalPolicy removalPolicy;
        private @Nullable EvidenceProps evidence;
        private @Nullable IKey encryptionKey;
        private boolean emptyBuckets;

        private Builder() {}

        /** An existing bucket to which datasets are uploaded. Default: a new one. */
        public Builder datasetsBucket(IBucket bucket) {
            datasetsBucket = bucket;
            return this;
        }

        /** Props for the new datasets bucket, in addition to the props that this construct sets. Default: none. */
        public Builder datasetsBucketProps(BucketProps props) {
            datasetsBucketProps = props;
            return this;
        }

        /** An existing bucket for job output, answers, and reports. Default: a new one. */
        public Builder resultsBucket(IBucket bucket) {
            resultsBucket = bucket;
            return this;
        }

        /** Props for the new results bucket, in addition to the props that this construct sets. Default: none. */
        public Builder resultsBucketProps(BucketProps props) {
            resultsBucketProps = props;
            return this;
        }

        /** An existing bucket for S3 access logs. Its owner must allow their delivery. Default: a new one. */
        public Builder accessLogsBucket(IBucket bucket) {
            accessLogsBucket = bucket;
            return this;
        }

        /** Props for the new access-logs bucket, in addition to the props that this construct sets. Default: none. */
        public Builder accessLogsBucketProps(BucketProps props) {
            accessLogsBucketProps = props;
            return this;
        }

        /** An existing key for the buckets, queues, topic, and state. Default: a new one with rotation. */
        public Builder dataKey(IKey key) {
            dataKey = key;
            return this;
        }

        /** Props for the new data key, in addition to the props that this construct sets. Default: none. */
        public Builder dataKeyProps(KeyProps props) {
            dataKeyProps = props;
            return this;
        }

        /** An existing key for custom models. Default: a new one with rotation. */
        public Builder modelKey(IKey key) {
            modelKey = key;
            return this;
        }

        /** Props for the new model key, in addition to the props that this construct sets. Default: none. */
        public Builder modelKeyProps(KeyProps props) {
            modelKeyProps = props;
            return this;
        }

        /** An existing key for log groups. Default: a new one with rotation. */
        public Builder logsKey(IKey key) {
            logsKey = key;
            return this;
        }

        /** Props for the new logs key, in addition to the props that this construct sets. Default: none. */
        public Builder logsKeyProps(KeyProps props) {
            logsKeyProps = props;
            return this;
        }

        /**
         * The removal policy of new buckets and keys. Default: {@code RETAIN_ON_UPDATE_OR_DELETE}. They are retained,
         * unless the deployment that creates them fails and is rolled back. At that time, they are still empty.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html">
         *     DeletionPolicy attribute</a>
         */
        public Builder removalPolicy(RemovalPolicy policy) {
            removalPolicy = policy;
            return this;
        }

        /**
         * One existing key for all purposes: data, custom models, and logs. Default: a key for each, new unless
         * specified.
         */
        public Builder encryptionKey(IKey key) {
            encryptionKey = key;
            return this;
        }

        /**
         * Deletes all objects and versions in the new buckets when the stack is deleted, so that the buckets can be
         * deleted. It requires {@code removalPolicy(DESTROY)}: data is deleted only if both are set. Use it only for
         * development. A Lambda function of the CDK deletes the objects, after all runs have ended. Default: false.
         */
        public Builder emptyBuckets(boolean value) {
            emptyBuckets = value;
            return this;
        }

        /** The evidence that is retained in addition to versions and reports. Default: S3 access logs, for one year. */
        public Builder evidence(EvidenceProps value) {
            evidence = value;
            return this;
        }

        /** @throws IllegalArgumentException if two props contradict each other */
        public DataStoreProps build() {
            return new DataStoreProps(this);
        }
    }
}
