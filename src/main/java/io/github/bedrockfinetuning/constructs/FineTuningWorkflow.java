package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Alarms;
import io.github.bedrockfinetuning.constructs.internal.BedrockAccess;
import io.github.bedrockfinetuning.constructs.internal.Flags;
import io.github.bedrockfinetuning.constructs.internal.ModelChoice;
import io.github.bedrockfinetuning.constructs.internal.RunDashboard;
import io.github.bedrockfinetuning.constructs.internal.RunMetrics;
import io.github.bedrockfinetuning.constructs.internal.StagerRole;
import io.github.bedrockfinetuning.constructs.internal.Step;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.RunEvent;
import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StepName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * A complete fine-tuning workflow in your own account. Upload a dataset to {@code inbox/} of the datasets bucket to get
 * a fine-tuned Amazon Bedrock model, a report that shows whether it is better than its base model and a bigger model,
 * and no remaining charges.
 *
 * <pre>{@code new FineTuningWorkflow(this, "FineTuning");}</pre>
 *
 * <p>Only the state machine's log group and the descriptor have physical names, which contain the stack's name and a hash
 * of the construct's path. A stack can therefore contain several workflows, and an account can contain several stacks in
 * the same Region. The tag {@code ft:stack} identifies the resources of a workflow.
 *
 * <p>The workflow publishes its descriptor as the parameter {@link #getDescriptorName}, where {@code ./fine-tune} finds
 * it.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/custom-models.html">Custom models</a>
 */
public final class FineTuningWorkflow extends Construct implements IFineTuningWorkflow {
    private static final int ADDRESS = 8;

    private final DataStore dataStore;
    private final WorkflowTopics topics;
    private final Map<StepName, StepFunction> steps = new EnumMap<>(StepName.class);
    private final StateMachine stateMachine;
    private final String tag;
    private final String defaults;
    private final Descriptor descriptor;
    private final WorkflowGrants grants;
    private final List<Alarm> alarms;
    private final RunMetrics metrics;
    private final WorkflowEvents events;

    /** Creates a workflow with new buckets and keys, and the default models for its stack's Region. */
    public FineTuningWorkflow(Construct scope, String id) {
        this(scope, id, FineTuningWorkflowProps.builder().build());
    }

    /**
     * Creates a workflow.
     *
     * @throws IllegalArgumentException if the stack's Region cannot fine-tune models, or a model is unknown, not
     *     allowed, or not available there
     */
    public FineTuningWorkflow(Construct scope, String id, FineTuningWorkflowProps props) {
        super(scope, id);
        Flags.pin(this);
        Stack stack = Stack.of(this);
        tag = stack.getStackName() + "-" + getNode().getAddr().substring(0, ADDRESS);
        ModelChoice models = new ModelChoice(
                this,
                new ModelChoice.Wish(
                        props.baseModel(),
                        props.referenceModel(),
                        props.withoutReferenceModel(),
                        props.allowedModels(),
                        props.allowEndOfLifeModels(),
                        props.allowCrossRegionInference()));
        dataStore = new DataStore(this, "Data", props.dataStore());
        Network network =
                props.network() == null ? null : new Network(this, "Network", props.network(), dataStore.getLogsKey());
        topics = new WorkflowTopics(this, dataStore.getDataKey(), props.notificationTopic(), props.alarmTopic());
        CustomizationRole customization = new CustomizationRole(this, "Customization", dataStore, network);
        StepEnvironment environment =
                new StepEnvironment(dataStore, props, models, topics.notifications(), customization, network, tag);
        defaults = environment.defaults();
        for (Step step : Step.values()) {
            steps.put(step.stepName(), function(step, environment.of(step), props, network));
        }
        dataStore.stagedOnlyBy(step(Step.PREPARE_DATASET).getRole());
        FineTuningStateMachine machine = new FineTuningStateMachine(
                this,
                "Machine",
                FineTuningStateMachineProps.builder()
                        .dataStore(dataStore)
                        .steps(steps)
                        .approvalTimeout(props.approvalTimeout())
                        .timeout(props.timeout())
                        .logRetention(props.logRetention())
                        .build());
        stateMachine = machine.getStateMachine();
        Step.toldOfMachine()
                .forEach(step -> step(step)
                        .getFunction()
                        .addEnvironment(EnvironmentVariables.STATE_MACHINE_ARN, stateMachine.getStateMachineArn()));
        BedrockAccess bedrock = new BedrockAccess(stack, tag, models);
        new StepAccess(dataStore, bedrock, network != null)
                .grantAll(this::step, customization, topics, stateMachine, ParameterPaths.prefix(tag));
        Intake intake = new Intake(this, "Intake", dataStore, step(Step.START_RUN), Step.START_RUN.timeoutSeconds());
        CleanUpGuard guard = new CleanUpGuard(
                this,
                "Guard",
                CleanUpGuardProps.builder()
                        .stateMachine(stateMachine)
                        .cleanUp(step(Step.CLEAN_UP_AFTER_END))
                        .sweep(step(Step.SWEEP))
                        .key(dataStore.getDataKey())
                        .build());
        List<IQueue> queues = List.of(intake.queue(), intake.deadLetters(), guard.getDeadLetters());
        descriptor = new Descriptor(this, "Descriptor", dataStore, stateMachine, topics.notifications(), steps, queues);
        // The descriptor too: whoever removes what is left of a stack whose deletion failed needs it.
        List<IConstruct> guards =
                new ArrayList<>(List.of(dataStore, topics.notifications(), machine, guard, descriptor));
        guards.add(step(Step.CLEAN_UP_AFTER_END));
        guards.add(step(Step.SWEEP));
        if (network != null) {
            network.letAnswersThrough();
            guards.add(network);
        }
        new StackEnd(this, "End", step(Step.END_RUNS), guards, intake);
        Alarms raised = new Alarms(this, "Alarms", topics.alarms());
        raised.deadLetters(
                "UnstartedRuns",
                intake.deadLetters(),
                "No run could be created for an uploaded dataset. Nothing was created or billed. The log of StartRun contains the reason. After you resolve the problem, start a dead-letter queue redrive in the SQS console, or upload the dataset again.");
        raised.deadLetters(
                "UnfinishedCleanUp",
                guard.getDeadLetters(),
                "The cleanup after a run failed, so resources might still be billed. To list the remaining "
                        + "resources, run ./fine-tune clean --workflow " + tag
                        + ". To remove them, add --remove. The log of CleanUpAfterEnd or Sweep contains the error.");
        raised.failedExecutions(stateMachine);
        metrics = new RunMetrics(this, "Metrics", tag, step -> step(step).getLogGroup());
        raised.sweeperActed(metrics.swept());
        if (!props.withoutDashboard()) {
            new RunDashboard(this, "Dashboard", tag, metrics, raised.all());
        }
        alarms = raised.all();
        SentEvents sent = new SentEvents(stack, this::getStep);
        if (props.publishEvents()) {
            EnumSet.allOf(RunEvent.class).forEach(sent::use);
        }
        events =
                new WorkflowEvents(this, tag, stateMachine.getStateMachineArn(), ParameterPaths.prefix(tag), sent::use);
        grants = WorkflowGrants.of(
                tag,
                dataStore,
                stateMachine,
                bedrock,
                OperatedResources.of(dataStore, steps.values(), queues, topics.notifications()));
    }

    /**
     * Returns a workflow that another stack created in the same account and Region. CloudFormation reads the
     * descriptor of the workflow at each deployment of this stack.
     *
     * @param descriptorName the name of the parameter that contains the descriptor, as {@link #getDescriptorName}
     *     returns it: {@code /bedrock-fine-tuning/TAG}
     */
    public static IFineTuningWorkflow fromDescriptor(Construct scope, String id, String descriptorName) {
        return new DescribedWorkflow(scope, id, descriptorName);
    }

    @Override
    public IBucket getDatasetsBucket() {
        return dataStore.getDatasets();
    }

    @Override
    public IBucket getResultsBucket() {
        return dataStore.getResults();
    }

    /** Returns the buckets and keys. */
    public DataStore getDataStore() {
        return dataStore;
    }

    /**
     * Returns the topic for notifications about approval requests, the end of runs, and remaining resources. Messages
     * contain IDs and numbers, never data.
     */
    @Override
    public ITopic getTopic() {
        return topics.notifications();
    }

    /** Returns the topic for alarms, which is the notification topic unless a different topic is specified. */
    public ITopic getAlarmTopic() {
        return topics.alarms();
    }

    @Override
    public StateMachine getStateMachine() {
        return stateMachine;
    }

    /** Returns the functions of all steps, in the order of {@link StepName}. */
    public Map<StepName, StepFunction> getSteps() {
        return Collections.unmodifiableMap(steps);
    }

    /** Returns the function of a step, for example to set an alarm on its duration. */
    public StepFunction getStep(StepName step) {
        return Objects.requireNonNull(steps.get(step));
    }

    /** Returns the value of the tag {@code ft:stack} on every resource of this workflow. */
    @Override
    public String getTag() {
        return tag;
    }

    /**
     * Returns the name of the parameter that contains the workflow's descriptor: {@code /bedrock-fine-tuning/},
     * followed by the tag. The descriptor is JSON: names, ARNs, and the default settings of runs, no secrets.
     */
    public String getDescriptorName() {
        return descriptor.parameterName();
    }

    /** Returns the default settings for runs as JSON. The ID of every run depends on them. */
    public String getDefaults() {
        return defaults;
    }

    /** Returns the workflow's alarms, for example to add further actions to them. */
    public List<Alarm> getAlarms() {
        return alarms;
    }

    @Override
    public Rule onRunStarted(String id, OnEventOptions options) {
        return events.onStarted(id, options);
    }

    @Override
    public Rule onApprovalRequested(String id, OnEventOptions options) {
        return events.on(RunEvent.APPROVAL_REQUESTED, id, options);
    }

    /**
     * {@inheritDoc}
     *
     * <p>In a VPC whose endpoints the workflow creates, the first rule for an event that the workflow sends adds the
     * interface endpoint {@code events}.
     */
    @Override
    public Rule onRunEnded(String id, OnEventOptions options) {
        return events.on(RunEvent.ENDED, id, options);
    }

    @Override
    public Rule onModelPromoted(String id, OnEventOptions options) {
        return events.onPromoted(id, options);
    }

    @Override
    public Metric metric(RunMetric metric, MetricOptions options) {
        return metrics.of(metric).with(options).attachTo(this);
    }

    @Override
    public Metric metricRunsEnded(RunStatus status) {
        return metrics.ended(status).attachTo(this);
    }

    @Override
    public Metric metricSpend(MetricOptions options) {
        return metrics.estimatedDollars().with(options).attachTo(this);
    }

    @Override
    public MathExpression metricFailedRuns(MetricOptions options) {
        return Alarms.failed(stateMachine, options);
    }

    /**
     * Allows using {@code ./fine-tune submit} without {@code --wait}. The command uploads datasets and therefore
     * starts runs.
     *
     * <table>
     * <caption>Statements</caption>
     * <tr><th>Actions</th><th>Resources</th><th>Condition</th></tr>
     * <tr><td>s3:PutObject, s3:AbortMultipartUpload</td><td>inbox/* of the datasets bucket</td>
     *     <td>aws:ResourceAccount is this account</td></tr>
     * <tr><td>kms:Decrypt, kms:GenerateDataKey</td><td>the key of the datasets bucket</td>
     *     <td>kms:ViaService is Amazon S3, kms:CallerAccount is this account</td></tr>
     * <tr><td>ssm:GetParameter</td><td>the descriptor</td><td></td></tr>
     * </table>
     */
    @Override
    public Grant grantSubmit(IGrantable grantee) {
        return grants.submit(grantee);
    }

    /**
     * Allows reading reports, and using {@code ./fine-tune status} with and without a run ID. The grantee can read
     * neither datasets nor answers, except the examples in reports, and can change nothing.
     *
     * <table>
     * <caption>Statements</caption>
     * <tr><th>Actions</th><th>Resources</th><th>Condition</th></tr>
     * <tr><td>s3:GetObject, s3:GetObjectVersion</td><td>reports/*, not-started/*, and run.json, status.json, progress.json and
     *     training.json under runs/*, of the results bucket</td><td>aws:ResourceAccount is this account</td></tr>
     * <tr><td>s3:ListBucket</td><td>the results bucket</td><td>aws:ResourceAccount is this account; s3:prefix, if there
     *     is one, is like runs/*</td></tr>
     * <tr><td>kms:Decrypt</td><td>the key of the results bucket</td><td>kms:ViaService is Amazon S3, kms:CallerAccount
     *     is this account</td></tr>
     * <tr><td>kms:Decrypt</td><td>the data key</td><td>kms:ViaService is Step Functions, kms:CallerAccount is this
     *     account</td></tr>
     * <tr><td>states:ListExecutions</td><td>the state machine</td><td></td></tr>
     * <tr><td>states:DescribeExecution, states:GetExecutionHistory</td><td>its executions</td><td></td></tr>
     * <tr><td>ssm:GetParameter</td><td>the descriptor</td><td></td></tr>
     * </table>
     */
    @Override
    public Grant grantReadReports(IGrantable grantee) {
        return grants.readReports(grantee);
    }

    /**
     * Allows using {@code ./fine-tune approve} and {@code ./fine-tune decline}. The notification of a run that waits
     * contains the estimated cost.
     *
     * <table>
     * <caption>Statements</caption>
     * <tr><th>Actions</th><th>Resources</th><th>Condition</th></tr>
     * <tr><td>s3:GetObject, s3:GetObjectVersion</td><td>approval.json under runs/* of the results bucket</td>
     *     <td>aws:ResourceAccount is this account</td></tr>
     * <tr><td>s3:ListBucket</td><td>the results bucket</td><td>aws:ResourceAccount is this account; s3:prefix, if there
     *     is one, is like runs/*</td></tr>
     * <tr><td>kms:Decrypt</td><td>the key of the results bucket</td><td>kms:ViaService is Amazon S3, kms:CallerAccount
     *     is this account</td></tr>
     * <tr><td>states:SendTaskSuccess</td><td>the state machine</td><td></td></tr>
     * <tr><td>ssm:GetParameter</td><td>the descriptor</td><td></td></tr>
     * </table>
     */
    @Override
    public Grant grantApprove(IGrantable grantee) {
        return grants.approve(grantee);
    }

    /**
     * Allows finding promoted models by their stable names and invoking them.
     *
     * <table>
     * <caption>Statements</caption>
     * <tr><th>Actions</th><th>Resources</th><th>Condition</th></tr>
     * <tr><td>ssm:GetParameter</td><td>the workflow's names of promoted models</td><td></td></tr>
     * <tr><td>bedrock:InvokeModel</td><td>deployments and Provisioned Throughput</td>
     *     <td>aws:ResourceTag/ft:stack is the workflow's tag</td></tr>
     * <tr><td>kms:Decrypt, kms:GenerateDataKey</td><td>the model key</td><td>kms:ViaService is Amazon Bedrock,
     *     kms:CallerAccount is this account</td></tr>
     * </table>
     */
    @Override
    public Grant grantInvokePromoted(IGrantable grantee) {
        return grants.invokePromoted(grantee);
    }

    /**
     * Allows using all commands for a deployed workflow except {@code prove}: {@code submit}, {@code status}, {@code
     * approve}, {@code decline}, {@code abort}, {@code promote}, {@code rollback}, {@code clean}, and {@code doctor}.
     * The grantee can read neither datasets nor answers, except the examples in reports, and cannot change the stack.
     *
     * <p>To find workflows without their tag, the grantee can list the descriptors of all workflows in the account and
     * Region. Parameter Store allows a list as a whole, so the grantee can read all of these descriptors. They contain
     * names and ARNs, no secrets. The descriptor is not the only protection of a workflow: whoever else can read it, such
     * as an administrator or a role with {@code ssm:GetParameter} on all parameters, has no permissions on the resources
     * that it names.
     *
     * <table>
     * <caption>Statements, in addition to those of {@link #grantSubmit}, {@link #grantReadReports} and
     *     {@link #grantApprove}</caption>
     * <tr><th>Actions</th><th>Resources</th><th>Condition</th></tr>
     * <tr><td>ssm:GetParametersByPath</td><td>/bedrock-fine-tuning</td><td></td></tr>
     * <tr><td>s3:GetObject, s3:GetObjectVersion</td><td>objects under runs/* of the results bucket whose name ends with
     *     .json</td><td>aws:ResourceAccount is this account</td></tr>
     * <tr><td>s3:PutObject, s3:AbortMultipartUpload</td><td>promoted.json and serving.json under runs/* of the results
     *     bucket</td><td>aws:ResourceAccount is this account</td></tr>
     * <tr><td>kms:Decrypt, kms:GenerateDataKey</td><td>the key of the results bucket</td><td>kms:ViaService is Amazon S3,
     *     kms:CallerAccount is this account</td></tr>
     * <tr><td>states:StopExecution</td><td>executions of the state machine</td><td></td></tr>
     * <tr><td>ssm:GetParameter, ssm:GetParameterHistory, ssm:PutParameter</td><td>the workflow's names of promoted
     *     models</td><td></td></tr>
     * <tr><td>bedrock:CreateCustomModelDeployment</td><td>custom models</td><td>aws:RequestTag/ft:stack and
     *     aws:ResourceTag/ft:stack are the workflow's tag</td></tr>
     * <tr><td>bedrock:TagResource</td><td>deployments</td><td>aws:RequestTag/ft:stack is the workflow's tag, and
     *     aws:ResourceTag/ft:stack, if there is one, too</td></tr>
     * <tr><td>bedrock:GetCustomModelDeployment, bedrock:GetProvisionedModelThroughput,
     *     bedrock:GetModelCustomizationJob</td><td>deployments, Provisioned Throughput, jobs</td>
     *     <td>aws:ResourceTag/ft:stack, if there is one, is the workflow's tag</td></tr>
     * <tr><td>bedrock:DeleteCustomModelDeployment, bedrock:DeleteProvisionedModelThroughput,
     *     bedrock:StopModelCustomizationJob</td><td>deployments, Provisioned Throughput, jobs</td>
     *     <td>aws:ResourceTag/ft:stack is the workflow's tag</td></tr>
     * <tr><td>bedrock:ListTagsForResource</td><td>deployments, Provisioned Throughput, jobs</td><td></td></tr>
     * <tr><td>bedrock:ListModelCustomizationJobs, bedrock:ListCustomModels, bedrock:ListCustomModelDeployments,
     *     bedrock:ListProvisionedModelThroughputs, bedrock:GetFoundationModelAvailability,
     *     bedrock:GetModelInvocationLoggingConfiguration, bedrock:GetAccountDataRetention,
     *     servicequotas:ListServiceQuotas, lambda:GetAccountSettings, logs:DescribeResourcePolicies</td>
     *     <td>*, because these actions support no resources</td><td></td></tr>
     * <tr><td>bedrock:GetFoundationModel</td><td>the allowed models</td><td></td></tr>
     * <tr><td>kms:Decrypt, kms:GenerateDataKey, kms:DescribeKey, kms:CreateGrant</td><td>the model key</td>
     *     <td>kms:ViaService is Amazon Bedrock, kms:CallerAccount is this account</td></tr>
     * <tr><td>states:DescribeStateMachine</td><td>the state machine</td><td></td></tr>
     * <tr><td>lambda:GetFunctionConfiguration</td><td>the functions</td><td></td></tr>
     * <tr><td>kms:Decrypt</td><td>the data key</td><td>kms:ViaService is AWS Lambda, kms:CallerAccount is this
     *     account</td></tr>
     * <tr><td>kms:DescribeKey</td><td>the keys of the data store</td><td></td></tr>
     * <tr><td>sqs:GetQueueAttributes</td><td>the queues</td><td></td></tr>
     * <tr><td>sns:ListSubscriptionsByTopic</td><td>the topic</td><td></td></tr>
     * <tr><td>cloudformation:DescribeStacks</td><td>the stack</td><td></td></tr>
     * <tr><td>ssm:GetParameter</td><td>the version of the CDK bootstrap stack</td><td></td></tr>
     * <tr><td>s3:GetBucketVersioning, s3:GetEncryptionConfiguration, s3:GetBucketPublicAccessBlock,
     *     s3:GetBucketPolicy, s3:GetBucketNotification</td><td>imported buckets</td><td>aws:ResourceAccount is this
     *     account</td></tr>
     * </table>
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html">
     *     GetParametersByPath</a>
     */
    @Override
    public Grant grantOperate(IGrantable grantee) {
        return grants.operate(grantee);
    }

    private StepFunction step(Step step) {
        return getStep(step.stepName());
    }

    private StepFunction function(
            Step step, Map<String, String> environment, FineTuningWorkflowProps props, @Nullable Network network) {
        return new StepFunction(
                this,
                step.id(),
                StepFunctionProps.builder()
                        .handler(step.handler())
                        .description(step.description())
                        .memoryMiB(step.memoryMiB())
                        .timeout(Duration.seconds(step.timeoutSeconds()))
                        .temporaryStorage(Size.mebibytes(step.temporaryMiB()))
                        .environment(environment)
                        .environmentKey(dataStore.getDataKey())
                        .logsKey(dataStore.getLogsKey())
                        .logRetention(props.logRetention())
                        .logGroupName(
                                props.logGroupPrefix() == null
                                        ? null
                                        : props.logGroupPrefix() + "/" + tag + "/" + step.id())
                        .network(network)
                        .roleName(
                                step == Step.PREPARE_DATASET
                                        ? StagerRole.name(dataStore, dataStore.getDatasets())
                                        : null)
                        .build());
    }

    /** Builds a {@link FineTuningWorkflow}. */
    public static final class Builder extends WorkflowPropsBuilder<Builder>
            implements software.amazon.jsii.Builder<FineTuningWorkflow> {
        private final Construct scope;
        private final String id;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** Returns a builder for a workflow in the specified scope, with the construct ID {@code id}. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Creates the workflow.
         *
         * @throws IllegalArgumentException as {@link FineTuningWorkflowProps.Builder#build} and the constructor
         */
        @Override
        public FineTuningWorkflow build() {
            return new FineTuningWorkflow(scope, id, props());
        }
    }
}
