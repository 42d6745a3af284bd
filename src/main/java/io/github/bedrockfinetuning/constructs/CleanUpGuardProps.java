package io.github.bedrockfinetuning.constructs;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;

/** Properties of a {@link CleanUpGuard}. All are required except the key. Build them with {@link #builder()}. */
record CleanUpGuardProps(
        IStateMachine stateMachine,
        StepFunction cleanUp,
        StepFunction sweep,
        @Nullable IKey key) {

    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link CleanUpGuardProps}. */
    public static final class Builder {
        private @Nullable IStateMachine stateMachine;
        private @Nullable StepFunction cleanUp;
        private @Nullable StepFunction sweep;
        private @Nullable IKey key;

        private Builder() {}

        /** The state machine whose executions are monitored. Required. */
        public Builder stateMachine(IStateMachine value) {
            stateMachine = value;
            return this;
        }

        /**
         * The function that is called with the event of every execution that failed, timed out, or was aborted.
         * Required.
         */
        public Builder cleanUp(StepFunction value) {
            cleanUp = value;
            return this;
        }

        /** The function that is called every hour. Required. */
        public Builder sweep(StepFunction value) {
            sweep = value;
            return this;
        }

        /**
         * The key that encrypts the dead-letter queue. Its policy must let EventBridge use it. Default: the queue's own
         * encryption.
         */
        public Builder key(IKey value) {
            key = value;
            return this;
        }

        /**
         * @throws IllegalArgumentException if the state machine or a function is missing
         */
        public CleanUpGuardProps build() {
            if (stateMachine == null || cleanUp == null || sweep == null) {
                throw new IllegalArgumentException(
                        "A cleanup guard requires a stateMachine, and cleanUp and sweep functions.");
            }
            return new CleanUpGuardProps(stateMachine, cleanUp, sweep, key);
        }
    }
}
