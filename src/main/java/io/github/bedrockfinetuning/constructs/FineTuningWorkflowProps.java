package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.RunDefaults;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Properties of a {@link FineTuningWorkflow}. All have defaults. Build them with {@link #builder()}. */
public final class FineTuningWorkflowProps {
    private final DataStoreProps dataStore;
    private final String baseModel;
    private final String referenceModel;
    private final boolean withoutReferenceModel;
    private final List<String> allowedModels;
    private final boolean allowEndOfLifeModels;
    private final boolean allowCrossRegionInference;
    private final BigDecimal spendingCeiling;
    private final Map<String, Object> runDefaults;
    private final Duration approvalTimeout;
    private final Duration timeout;
    private final RetentionDays logRetention;
    private final boolean withoutDashboard;
    private final NetworkProps network;
    private final Map<String, String> tags;

    FineTuningWorkflowProps(WorkflowPropsBuilder<?> builder) {
        RunDefaults.require(builder.runDefaults == null ? Map.of() : builder.runDefaults);
        dataStore = builder.dataStore == null ? DataStoreProps.builder().build() : builder.dataStore;
        baseModel = builder.baseModel;
        referenceModel = builder.referenceModel;
        withoutReferenceModel = builder.withoutReferenceModel;
        allowedModels = builder.allowedModels == null ? null : List.copyOf(builder.allowedModels);
        allowEndOfLifeModels = builder.allowEndOfLifeModels;
        allowCrossRegionInference = builder.allowCrossRegionInference;
        spendingCeiling = builder.spendingCeiling == null ? BigDecimal.valueOf(100) : builder.spendingCeiling;
        runDefaults = builder.runDefaults == null ? Map.of() : Map.copyOf(builder.runDefaults);
        approvalTimeout = builder.approvalTimeout == null ? Duration.days(7) : builder.approvalTimeout;
        timeout = builder.timeout == null ? Duration.days(14) : builder.timeout;
        logRetention = builder.logRetention == null ? RetentionDays.ONE_YEAR : builder.logRetention;
        withoutDashboard = builder.withoutDashboard;
        network = builder.network;
        tags = builder.tags == null ? Map.of() : Map.copyOf(builder.tags);
        if (referenceModel != null && withoutReferenceModel) {
            throw new IllegalArgumentException(
                    "referenceModel is " + referenceModel + ", and withoutReferenceModel is set. Give one of the two.");
        }
        if (spendingCeiling.signum() < 0) {
            throw new IllegalArgumentException(
                    "spendingCeiling is " + spendingCeiling + ". Give an amount in USD, 0 or more.");
        }
        RunDefaults.requireTags(tags);
    }

    public static Builder builder() {
        return new Builder();
    }

    public DataStoreProps dataStore() {
        return dataStore;
    }

    public String baseModel() {
        return baseModel;
    }

    public String referenceModel() {
        return referenceModel;
    }

    public boolean withoutReferenceModel() {
        return withoutReferenceModel;
    }

    public List<String> allowedModels() {
        return allowedModels;
    }

    public boolean allowEndOfLifeModels() {
        return allowEndOfLifeModels;
    }

    public boolean allowCrossRegionInference() {
        return allowCrossRegionInference;
    }

    public BigDecimal spendingCeiling() {
        return spendingCeiling;
    }

    public Map<String, Object> runDefaults() {
        return runDefaults;
    }

    public Duration approvalTimeout() {
        return approvalTimeout;
    }

    public Duration timeout() {
        return timeout;
    }

    public RetentionDays logRetention() {
        return logRetention;
    }

    public boolean withoutDashboard() {
        return withoutDashboard;
    }

    public NetworkProps network() {
        return network;
    }

    public Map<String, String> tags() {
        return tags;
    }

    /** Builds {@link FineTuningWorkflowProps}. */
    public static final class Builder extends WorkflowPropsBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * @throws IllegalArgumentException if both a reference model and {@code withoutReferenceModel} are given, the
         *     ceiling is negative, {@code runDefaults} contains an unknown setting, a wrong value or a setting that has a
         *     prop of its own, or AWS would refuse a tag
         */
        public FineTuningWorkflowProps build() {
            return props();
        }
    }
}
