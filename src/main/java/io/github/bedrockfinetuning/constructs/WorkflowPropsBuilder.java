package io.github.bedrockfinetuning.constructs;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * The methods that set the props of a {@link FineTuningWorkflow}, shared by the builder of the props and the builder of
 * the construct.
 *
 * @param <B> the builder
 */
abstract class WorkflowPropsBuilder<B extends WorkflowPropsBuilder<B>> {
    DataStoreProps dataStore;
    String baseModel;
    String referenceModel;
    boolean withoutReferenceModel;
    List<String> allowedModels;
    boolean allowEndOfLifeModels;
    boolean allowCrossRegionInference;
    BigDecimal spendingCeiling;
    Map<String, Object> runDefaults;
    Duration approvalTimeout;
    Duration timeout;
    RetentionDays logRetention;
    boolean withoutDashboard;
    NetworkProps network;
    Map<String, String> tags;

    WorkflowPropsBuilder() {}

    /** Returns this builder. */
    abstract B self();

    /** Existing buckets and keys, or props for new ones. Default: all new. */
    public final B dataStore(DataStoreProps value) {
        dataStore = value;
        return self();
    }

    /**
     * The base model of runs whose run.json does not specify one: a base model identifier in the catalogue.
     * Default: the Region's, from the catalogue. Only us-east-1 has one; in other Regions, synthesis fails without
     * this property. An environment-agnostic stack supports the Regions that fine-tune this model.
     */
    public final B baseModel(String value) {
        baseModel = value;
        return self();
    }

    /** The bigger model that a run compares with unless its run.json specifies another. Default: the Region's. */
    public final B referenceModel(String value) {
        referenceModel = value;
        return self();
    }

    /** Whether runs compare with no bigger model unless their run.json specifies one. Default: false. */
    public final B withoutReferenceModel(boolean value) {
        withoutReferenceModel = value;
        return self();
    }

    /**
     * The models that IAM lets the workflow use, regardless of what a run requests. Default: every model in the
     * catalogue that the Region can fine-tune or call, except those past their end of life.
     */
    public final B allowedModels(List<String> value) {
        allowedModels = value;
        return self();
    }

    /**
     * Allows models that are in the Legacy state or past their end of life, for accounts that still have access to
     * them. The lifecycle that Bedrock then reports is noted in the run's status and does not reject the run.
     * Default: false.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html">Model
     *     lifecycle</a>
     */
    public final B allowEndOfLifeModels(boolean value) {
        allowEndOfLifeModels = value;
        return self();
    }

    /**
     * Allows models, including base models, that are available only through an inference profile, which sends
     * prompts to other Regions. Default: false.
     */
    public final B allowCrossRegionInference(boolean value) {
        allowCrossRegionInference = value;
        return self();
    }

    /** The estimate, in USD, above which a person must approve a run. Default: 100. */
    public final B spendingCeiling(BigDecimal value) {
        spendingCeiling = value;
        return self();
    }

    /** Default settings for runs, as in run.json, which can override them. Default: none. */
    public final B runDefaults(Map<String, Object> value) {
        runDefaults = value;
        return self();
    }

    /** The time to wait for an approval; no response declines. Default: 7 days. */
    public final B approvalTimeout(Duration value) {
        approvalTimeout = value;
        return self();
    }

    /** The timeout of a run. Default: 14 days. */
    public final B timeout(Duration value) {
        timeout = value;
        return self();
    }

    /** The log retention. Default: one year. */
    public final B logRetention(RetentionDays value) {
        logRetention = value;
        return self();
    }

    /**
     * Omits the CloudWatch dashboard and its metrics, which CloudWatch bills monthly. Alarms remain. Default:
     * false.
     */
    public final B withoutDashboard(boolean value) {
        withoutDashboard = value;
        return self();
    }

    /**
     * Puts every function and fine-tuning job into a VPC without internet access. Its interface endpoints are
     * billed per hour. Default: in no VPC.
     */
    public final B network(NetworkProps value) {
        network = value;
        return self();
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
    public final B tags(Map<String, String> value) {
        tags = value;
        return self();
    }

    /** Returns the props as they are set now, validated. */
    final FineTuningWorkflowProps props() {
        return new FineTuningWorkflowProps(this);
    }
}
