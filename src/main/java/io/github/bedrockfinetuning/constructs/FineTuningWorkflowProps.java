package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.PropRules;
import io.github.bedrockfinetuning.constructs.internal.RunDefaults;
import io.github.bedrockfinetuning.contract.RunLimits;
import io.github.bedrockfinetuning.contract.settings.RunSetting;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.ITopic;

/** Properties of a {@link FineTuningWorkflow}. All have defaults. Build them with {@link #builder()}. */
public final class FineTuningWorkflowProps {
    private static final java.time.Duration SHORTEST_RUN = java.time.Duration.ofHours(1);
    private static final java.time.Duration SHORTEST_APPROVAL = java.time.Duration.ofMinutes(1);
    private static final int MOST_BATCHES = 100;

    private final DataStoreProps dataStore;
    private final @Nullable String baseModel;
    private final @Nullable String referenceModel;
    private final boolean withoutReferenceModel;
    private final @Nullable List<String> allowedModels;
    private final boolean allowEndOfLifeModels;
    private final boolean allowCrossRegionInference;
    private final BigDecimal spendingCeiling;
    private final Map<String, Object> runDefaults;
    private final Duration approvalTimeout;
    private final Duration timeout;
    private final RetentionDays logRetention;
    private final boolean withoutDashboard;
    private final @Nullable NetworkProps network;
    private final Map<String, String> tags;
    private final @Nullable ITopic notificationTopic;
    private final @Nullable ITopic alarmTopic;
    private final @Nullable String logGroupPrefix;
    private final @Nullable Integer concurrentBatches;
    private final boolean publishEvents;

    FineTuningWorkflowProps(WorkflowPropsBuilder<?> builder) {
        PropRules.models("baseModel", builder.baseModel);
        PropRules.models("referenceModel", builder.referenceModel);
        PropRules.models("allowedModels", builder.allowedModels);
        PropRules.amount("spendingCeiling", RunSetting.SPENDING_CEILING, builder.spendingCeiling);
        RunDefaults.require(builder.runDefaults == null ? Map.of() : builder.runDefaults);
        RunDefaults.requireTags(builder.tags == null ? Map.of() : builder.tags);
        PropRules.duration("timeout", builder.timeout, SHORTEST_RUN, RunLimits.LONGEST_RUN);
        PropRules.logGroupPrefix("logGroupPrefix", builder.logGroupPrefix);
        PropRules.number("concurrentBatches", builder.concurrentBatches, 1, MOST_BATCHES);
        dataStore = builder.dataStore == null ? DataStoreProps.builder().build() : builder.dataStore;
        baseModel = builder.baseModel;
        referenceModel = builder.referenceModel;
        withoutReferenceModel = builder.withoutReferenceModel;
        allowedModels = builder.allowedModels == null ? null : List.copyOf(builder.allowedModels);
        allowEndOfLifeModels = builder.allowEndOfLifeModels;
        allowCrossRegionInference = builder.allowCrossRegionInference;
        spendingCeiling = builder.spendingCeiling == null ? BigDecimal.valueOf(100) : builder.spendingCeiling;
        runDefaults = builder.runDefaults == null ? Map.of() : Map.copyOf(builder.runDefaults);
        timeout = builder.timeout == null ? seconds(RunLimits.LONGEST_RUN) : builder.timeout;
        approvalTimeout = approvalTimeout(builder.approvalTimeout);
        logRetention = builder.logRetention == null ? RetentionDays.ONE_YEAR : builder.logRetention;
        withoutDashboard = builder.withoutDashboard;
        network = builder.network;
        tags = builder.tags == null ? Map.of() : Map.copyOf(builder.tags);
        notificationTopic = builder.notificationTopic;
        alarmTopic = builder.alarmTopic;
        logGroupPrefix = builder.logGroupPrefix;
        concurrentBatches = builder.concurrentBatches;
        publishEvents = builder.publishEvents;
        if (referenceModel != null && withoutReferenceModel) {
            throw new IllegalArgumentException("Both referenceModel (" + referenceModel
                    + ") and withoutReferenceModel are set. Set only one of them.");
        }
    }

    private Duration approvalTimeout(@Nullable Duration given) {
        java.time.Duration run =
                java.time.Duration.ofSeconds(timeout.toSeconds().longValue());
        if (given != null) {
            PropRules.duration("approvalTimeout", given, SHORTEST_APPROVAL, run.minusSeconds(1));
            return given;
        }
        java.time.Duration half = run.dividedBy(2);
        return seconds(half.compareTo(RunLimits.LONGEST_APPROVAL) < 0 ? half : RunLimits.LONGEST_APPROVAL);
    }

    private static Duration seconds(java.time.Duration duration) {
        return Duration.seconds(duration.toSeconds());
    }

    public static Builder builder() {
        return new Builder();
    }

    public DataStoreProps dataStore() {
        return dataStore;
    }

    public @Nullable String baseModel() {
        return baseModel;
    }

    public @Nullable String referenceModel() {
        return referenceModel;
    }

    public boolean withoutReferenceModel() {
        return withoutReferenceModel;
    }

    public @Nullable List<String> allowedModels() {
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

    public @Nullable NetworkProps network() {
        return network;
    }

    public Map<String, String> tags() {
        return tags;
    }

    /** Returns the specified topic, or null if there is none. */
    public @Nullable ITopic notificationTopic() {
        return notificationTopic;
    }

    /** Returns the specified topic, or null if there is none. */
    public @Nullable ITopic alarmTopic() {
        return alarmTopic;
    }

    /** Returns the specified prefix, or null if there is none. */
    public @Nullable String logGroupPrefix() {
        return logGroupPrefix;
    }

    /** Returns the specified number, or null if there is none. */
    public @Nullable Integer concurrentBatches() {
        return concurrentBatches;
    }

    public boolean publishEvents() {
        return publishEvents;
    }

    /** Builds {@link FineTuningWorkflowProps}. */
    public static final class Builder extends WorkflowPropsBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Validates the props with the rules that also apply to run.json.
         *
         * @throws IllegalArgumentException naming the first prop that has a wrong value, with the allowed values
         */
        public FineTuningWorkflowProps build() {
            return props();
        }
    }
}
