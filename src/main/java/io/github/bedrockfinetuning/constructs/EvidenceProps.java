package io.github.bedrockfinetuning.constructs;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.s3.ObjectLockRetention;

/**
 * Properties of the evidence that shows who accessed or changed data, and that shows that the evidence itself was not
 * changed. Build them with {@link #builder()}.
 */
public final class EvidenceProps {
    private final @Nullable ObjectLockRetention lockResults;
    private final boolean dataEvents;
    private final boolean withoutAccessLogs;

    private EvidenceProps(Builder builder) {
        lockResults = builder.lockResults;
        dataEvents = builder.dataEvents;
        withoutAccessLogs = builder.withoutAccessLogs;
        if (dataEvents && withoutAccessLogs) {
            throw new IllegalArgumentException(
                    "dataEvents requires the bucket for access logs, where the data events are stored. Remove "
                            + "withoutAccessLogs.");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public @Nullable ObjectLockRetention lockResults() {
        return lockResults;
    }

    public boolean dataEvents() {
        return dataEvents;
    }

    public boolean withoutAccessLogs() {
        return withoutAccessLogs;
    }

    /** Builds {@link EvidenceProps}. */
    public static final class Builder {
        private @Nullable ObjectLockRetention lockResults;
        private boolean dataEvents;
        private boolean withoutAccessLogs;

        private Builder() {}

        /**
         * Locks every version in a new results bucket for a retention period. In governance mode, only identities
         * with s3:BypassGovernanceRetention can delete locked versions; in compliance mode, no one can. Locked
         * versions cannot be deleted even if a person has the right to their deletion, so use this option only if it
         * is required. AWS does not document whether Bedrock can write job output to locked buckets, so test it with
         * one job first. Default: not locked.
         *
         * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Object Lock</a>
         */
        public Builder lockResults(ObjectLockRetention value) {
            lockResults = value;
            return this;
        }

        /**
         * Creates a CloudTrail trail that records every read and write of objects in the datasets and results buckets.
         * Its log files are validated, encrypted with the logs key, and stored in the access-logs bucket. CloudTrail
         * bills per event. Default: false.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html">
         *     Data events</a>
         */
        public Builder dataEvents(boolean value) {
            dataEvents = value;
            return this;
        }

        /**
         * Omits S3 access logs and their bucket. Default: false, so access is logged and the logs are retained for one
         * year.
         */
        public Builder withoutAccessLogs(boolean value) {
            withoutAccessLogs = value;
            return this;
        }

        /** @throws IllegalArgumentException if data events are requested without the bucket that stores them */
        public EvidenceProps build() {
            return new EvidenceProps(this);
        }
    }
}
