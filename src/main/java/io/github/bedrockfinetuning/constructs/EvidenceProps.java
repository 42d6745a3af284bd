package io.github.bedrockfinetuning.constructs;

import software.amazon.awscdk.services.s3.ObjectLockRetention;

/** What is kept to show who did what, and that nobody changed it since; build one with {@link #builder()}. */
public record EvidenceProps(ObjectLockRetention lockResults, boolean dataEvents, boolean withoutAccessLogs) {

    /**
     * @throws IllegalArgumentException if data events are wanted without the bucket that takes them
     */
    public EvidenceProps {
        if (dataEvents && withoutAccessLogs) {
            throw new IllegalArgumentException(
                    "dataEvents are kept in the bucket for access logs. Leave withoutAccessLogs out.");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link EvidenceProps}. */
    public static final class Builder {
        private ObjectLockRetention lockResults;
        private boolean dataEvents;
        private boolean withoutAccessLogs;

        private Builder() {}

        /**
         * Locks every version in a new results bucket for a time: in governance mode against all but those with
         * s3:BypassGovernanceRetention, in compliance mode against everybody. What is locked cannot be deleted, not even
         * when someone has a right to it, so do this only where it is asked for. AWS does not document whether Bedrock
         * writes a job's output into locked buckets: try one job first. Default: not locked.
         *
         * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Object Lock</a>
         */
        public Builder lockResults(ObjectLockRetention value) {
            lockResults = value;
            return this;
        }

        /**
         * Has a CloudTrail trail of its own record every read and write of objects in the datasets and results buckets,
         * with validated log files, encrypted under the key for logs, in the bucket for access logs; CloudTrail bills by
         * the event. Default: false.
         *
         * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html">
         *     Data events</a>
         */
        public Builder dataEvents(boolean value) {
            dataEvents = value;
            return this;
        }

        /** Leaves S3's own access logs, and their bucket, away. Default: false, accesses are logged for a year. */
        public Builder withoutAccessLogs(boolean value) {
            withoutAccessLogs = value;
            return this;
        }

        /**
         * @throws IllegalArgumentException if data events are wanted without the bucket that takes them
         */
        public EvidenceProps build() {
            return new EvidenceProps(lockResults, dataEvents, withoutAccessLogs);
        }
    }
}
