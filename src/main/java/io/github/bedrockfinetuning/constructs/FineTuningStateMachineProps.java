package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.contract.StepName;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of a {@link FineTuningStateMachine}. The data store and the steps are required. Build them with {@link
 * #builder()}.
 */
record FineTuningStateMachineProps(
        DataStore dataStore,
        Map<StepName, StepFunction> steps,
        Duration approvalTimeout,
        Duration timeout,
        RetentionDays logRetention) {

    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link FineTuningStateMachineProps}. */
    public static final class Builder {
        private @Nullable DataStore dataStore;
        private @Nullable Map<StepName, StepFunction> steps;
        private @Nullable Duration approvalTimeout;
        private @Nullable Duration timeout;
        private @Nullable RetentionDays logRetention;

        private Builder() {}

        /** The data store that contains the staged batches and the keys that encrypt state and logs. Required. */
        public Builder dataStore(DataStore store) {
            dataStore = store;
            return this;
        }

        /** The functions of the steps. Required. */
        public Builder steps(Map<StepName, StepFunction> functions) {
            steps = functions;
            return this;
        }

        /** The time to wait for approval. Without a response, the run is declined. Default: 7 days. */
        public Builder approvalTimeout(Duration value) {
            approvalTimeout = value;
            return this;
        }

        /** The timeout of a run, including the wait for approval. Default: 14 days. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /** The log retention of the execution history. Default: one year. */
        public Builder logRetention(RetentionDays value) {
            logRetention = value;
            return this;
        }

        public FineTuningStateMachineProps build() {
            if (dataStore == null || steps == null) {
                throw new IllegalArgumentException("A fine-tuning state machine requires a dataStore and steps.");
            }
            return new FineTuningStateMachineProps(
                    dataStore,
                    Map.copyOf(steps),
                    approvalTimeout == null ? Duration.days(7) : approvalTimeout,
                    timeout == null ? Duration.days(14) : timeout,
                    logRetention == null ? RetentionDays.ONE_YEAR : logRetention);
        }
    }
}
