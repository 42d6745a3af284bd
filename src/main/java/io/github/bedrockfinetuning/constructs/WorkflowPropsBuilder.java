package io.github.bedrockfinetuning.constructs;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * The methods that set the props of a {@link FineTuningWorkflow}. The builder of the props and the builder of the
 * construct share them.
 *
 * @param <B> the builder
 */
abstract class WorkflowPropsBuilder<B extends WorkflowPropsBuilder<B>> {
    @Nullable
    DataStoreProps dataStore;

    @Nullable
    String baseModel;

    @Nullable
    String referenceModel;

    boolean withoutReferenceModel;

    @Nullable
    List<String> allowedModels;

    boolean allowEndOfLifeModels;
    boolean allowCrossRegionInference;

    @Nullable
    BigDecimal spendingCeiling;

    @Nullable
    Map<String, Object> runDefaults;

    @Nullable
    Duration approvalTimeout;

    @Nullable
    Duration timeout;

    @Nullable
    RetentionDays logRetention;

    boolean withoutDashboard;

    @Nullable
    NetworkProps network;

    @Nullable
    Map<String, String> tags;

    @Nullable
    ITopic notificationTopic;

    @Nullable
    ITopic alarmTopic;

    @Nullable
    String logGroupPrefix;

    @Nullable
    Integer concurrentBatches;

    boolean publishEvents;

    WorkflowPropsBuilder() {}

    /** Returns this builder. */
    abstract B self();

    /** Existing buckets and keys, or props for new ones. Default: all new. */
    public final B dataStore(DataStoreProps value) {
        dataStore = value;
        return self();
    }

    /**
     * The base model for runs whose run.json does not specify one, as a base model identifier from the catalog.
     * Default: the Region's default from the catalog. Only us-east-1 has a default; in other Regions, synthesis fails
     * without this property. An environment-agnostic stack supports the Regions in which this model can be
     * fine-tuned.
     */
    public final B baseModel(String value) {
        baseModel = value;
        return self();
    }

    /**
     * The reference model, a larger model for comparison, for runs whose run.json does not specify one. Default: the
     * Region's default.
     */
    public final B referenceModel(@Nullable String value) {
        referenceModel = value;
        return self();
    }

    /** Omits the reference model from runs whose run.json does not specify one. Default: false. */
    public final B withoutReferenceModel(boolean value) {
        withoutReferenceModel = value;
        return self();
    }

    /**
     * The models that IAM allows the workflow to use, regardless of what a run requests. Default: every model in the
     * catalog that can be fine-tuned or invoked in the Region, except models past their end of life.
     */
    public final B allowedModels(@Nullable List<String> value) {
        allowedModels = value;
        return self();
    }

    /**
     * Allows models that are in the Legacy state or past their end of life, for accounts that still have access to
     * them. The lifecycle that Bedrock reports is then noted in the run's status instead of causing the run to be
     * rejected. Default: false.
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

    /**
     * The estimated cost, in US dollars, above which a person must approve a run, from 0 to 1,000,000. Default: 100.
     */
    public final B spendingCeiling(@Nullable BigDecimal value) {
        spendingCeiling = value;
        return self();
    }

    /** Default settings for runs, in the format of run.json. A run.json can override them. Default: none. */
    public final B runDefaults(Map<String, Object> value) {
        runDefaults = value;
        return self();
    }

    /**
     * The time to wait for approval, which must be at least one minute and shorter than {@code timeout}. Without a
     * response, the run is declined. Default: 7 days, or half of a timeout that is shorter than 14 days.
     */
    public final B approvalTimeout(Duration value) {
        approvalTimeout = value;
        return self();
    }

    /** The timeout of a run, from one hour to 14 days. Default: 14 days. */
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
     * Omits the CloudWatch dashboard and its metrics, which incur monthly CloudWatch charges. Alarms remain. Default:
     * false.
     */
    public final B withoutDashboard(boolean value) {
        withoutDashboard = value;
        return self();
    }

    /**
     * Runs every function and fine-tuning job in a VPC without internet access. The interface endpoints of the VPC are
     * billed per hour. Default: no VPC.
     */
    public final B network(@Nullable NetworkProps value) {
        network = value;
        return self();
    }

    /**
     * Tags for every resource that runs create in Bedrock (jobs, custom models, deployments, Provisioned Throughput),
     * in addition to the workflow's own tags. A run.json can add to them and override them. For the stack's own
     * resources, use {@code Tags.of(stack)}. You can specify at most 48 tags, with keys of 1 to 128 and values of up
     * to 256 characters. Keys must not begin with {@code aws:} or {@code ft:}. Default: none.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/tagging.html">Tagging Amazon Bedrock
     *     resources</a>
     */
    public final B tags(Map<String, String> value) {
        tags = value;
        return self();
    }

    /**
     * An existing topic for notifications about approval requests, the end of runs, and remaining resources. It must
     * be a standard topic in the Region of the stack. Default: a new topic, encrypted under the data key.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Encryption at rest of topics</a>
     */
    public final B notificationTopic(ITopic value) {
        notificationTopic = value;
        return self();
    }

    /**
     * An existing topic for alarms. It must be a standard topic in the Region of the stack. If it is encrypted, its key
     * must be customer managed, because CloudWatch cannot use the key {@code alias/aws/sns}. Default: the topic of the
     * notifications.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">
     *     Notifying users on alarm changes</a>
     */
    public final B alarmTopic(ITopic value) {
        alarmTopic = value;
        return self();
    }

    /**
     * The prefix of the names of the functions' log groups, such as {@code /acme/fine-tuning}. A name continues with
     * the workflow's tag and the step. The log group of executions has a name that AWS requires, so it is not
     * affected. 1 to 256 of the characters {@code a-z A-Z 0-9 _ - / . #}; it must not begin with {@code aws/}.
     * Default: CloudFormation generates the names.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html">
     *     CreateLogGroup</a>
     */
    public final B logGroupPrefix(String value) {
        logGroupPrefix = value;
        return self();
    }

    /**
     * The maximum number of question batches that a run processes at the same time, from 1 to 100. Each uses one
     * concurrent execution of a Lambda function. A run uses fewer if the model's quota is lower. Default: 8, because
     * a new account can have ten concurrent executions.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
     */
    public final B concurrentBatches(int value) {
        concurrentBatches = value;
        return self();
    }

    /**
     * Specifies whether the workflow sends its events to the default event bus even if no rule in this app uses them,
     * so that rules in other apps can use them. Default: false, so it sends an event only if {@code onRunEnded} or
     * {@code onApprovalRequested} defines a rule.
     */
    public final B publishEvents(boolean value) {
        publishEvents = value;
        return self();
    }

    /** Returns the current props after validating them. */
    final FineTuningWorkflowProps props() {
        return new FineTuningWorkflowProps(this);
    }
}
