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

    private FineTuningWorkflowProps(Builder builder) {
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
    public static final class Builder {
        private DataStoreProps dataStore;
        private String baseModel;
        private String referenceModel;
        private boolean withoutReferenceModel;
        private List<String> allowedModels;
        private boolean allowEndOfLifeModels;
        private boolean allowCrossRegionInference;
        private BigDecimal spendingCeiling;
        private Map<String, Object> runDefaults;
        private Duration approvalTimeout;
        private Duration timeout;
        private RetentionDays logRetention;
        private boolean withoutDashboard;
        private NetworkProps network;
        private Map<String, String> tags;

        private Builder() {}

        /** Existing buckets and keys, or props for new ones. Default: all new. */
        public Builder dataStore(DataStoreProps value) {
            dataStore = value;
            return this;
        }

        /**
         * The base model of runs whose run.json does not specify one: a base model identifier in the catalogue.
         * Default: the Region's, from the catalogue. Only us-east-1 has one; in other Regions, synthesis fails without
         * this property. An environment-agnostic stack supports the Regions that fine-tune this model.
         */
        public Builder baseModel(String value) {
            baseModel = value;
            return this;
        }

        /** The bigger model that a run compares with unless its run.json specifies another. Default: the Region's. */
        public Builder referenceModel(String value) {
            referenceModel = value;
            return this;
        }

        /** Whether runs compare with no bigger model unless their run.json specifies one. Default: false. */
        public Builder withoutReferenceModel(boolean value) {
            withoutReferenceModel = value;
            return this;
        }

        /**
         * The models that IAM lets the workflow use, regardless of what a run requests. Default: every model in the
         * catalogue that the Region can fine-tune or call, except those past their end of life.
         */
        public Builder allowedModels(List<String> value) {
            allowedModels = value;
            return this;
        }

        /**
         * Allows models that are in the Legacy state or past their end of life, for accounts that still have access to
         * them. The lifecycle that Bedrock then reports is noted in the run's status and does not reject the run.
         * Default: false.
         *
         * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html">Model
         *     lifecycle</a>
         */
        public Builder allowEndOfLifeModels(boolean value) {
            allowEndOfLifeModels = value;
            return this;
        }

        /**
         * Allows models, including base models, that are available only through an inference profile, which sends
         * prompts to other Regions. Default: false.
         */
        public Builder allowCrossRegionInference(boolean value) {
            allowCrossRegionInference = value;
            return this;
        }

        /** The estimate, in USD, above which a person must approve a run. Default: 100. */
        public Builder spendingCeiling(BigDecimal value) {
            spendingCeiling = value;
            return this;
        }

        /** Default settings for runs, as in run.json, which can override them. Default: none. */
        public Builder runDefaults(Map<String, Object> value) {
            runDefaults = value;
            return this;
        }

        /** The time to wait for an approval; no response declines. Default: 7 days. */
        public Builder approvalTimeout(Duration value) {
            approvalTimeout = value;
            return this;
        }

        /** The timeout of a run. Default: 14 days. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /** The log retention. Default: one year. */
        public Builder logRetention(RetentionDays value) {
            logRetention = value;
            return this;
        }

        /**
         * Omits the CloudWatch dashboard and its metrics, which CloudWatch bills monthly. Alarms remain. Default:
         * false.
         */
        public Builder withoutDashboard(boolean value) {
            withoutDashboard = value;
            return this;
        }

        /**
         * Puts every function and fine-tuning job into a VPC without internet access. Its interface endpoints are
         * billed per hour. Default: in no VPC.
         */
        public Builder network(NetworkProps value) {
            network = value;
            return this;
        }

        /**
         * Tags of every resource that runs create in Bedrock (jobs, custom models, deployments, Provisioned
         * Throughput), in addition to the workflow's own. A run.json can add to them and override them. For the stack's
         * own resources, use {@code Tags.of(stack)}. You can specify at most 48 tags, with keys of 1 to 128 and values
         * of up to 256 characters. Keys must not begin with {@code aws:} or {@code ft:}. Default: none.
         *
         * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/tagging.html">Tagging Amazon Bedrock
         *     resources</a>
         */
        public Builder tags(Map<String, String> value) {
            tags = value;
            return this;
        }

        /**
         * @throws IllegalArgumentException if both a reference model and {@code withoutReferenceModel} are given, the
         *     ceiling is negative, {@code runDefaults} contains an unknown setting, a wrong value or a setting that has a
         *     prop of its own, or AWS would refuse a tag
         */
        public FineTuningWorkflowProps build() {
            return new FineTuningWorkflowProps(this);
        }
    }
}
