package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Alarms;
import io.github.bedrockfinetuning.constructs.internal.BedrockAccess;
import io.github.bedrockfinetuning.constructs.internal.RunMetrics;
import io.github.bedrockfinetuning.contract.RunEvent;
import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.RunStatus;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** A workflow in another stack in the same account and Region, represented by its descriptor. */
final class DescribedWorkflow extends Construct implements IFineTuningWorkflow {
    private final String tag;
    private final IBucket datasets;
    private final IBucket results;
    private final ITopic topic;
    private final IStateMachine stateMachine;
    private final WorkflowGrants grants;
    private final WorkflowEvents events;

    DescribedWorkflow(Construct scope, String id, String parameterName) {
        super(scope, id);
        DescriptorMembers members = new DescriptorMembers(this, parameterName);
        Stack stack = Stack.of(this);
        tag = members.text("tag");
        datasets = bucket("Datasets", members.text("datasetsBucket"), members.text("datasetsKeyArn"));
        results = bucket("Results", members.text("resultsBucket"), members.text("resultsKeyArn"));
        topic = Topic.fromTopicArn(this, "Topic", members.text("topicArn"));
        String machine = members.text("stateMachineArn");
        stateMachine = StateMachine.fromStateMachineArn(this, "StateMachine", machine);
        StoreAccess data = new StoreAccess(stack, datasets, results, null);
        grants = new WorkflowGrants(
                new GrantedResources(
                        stack,
                        tag,
                        datasets,
                        results,
                        data,
                        new ImportedBuckets(data, datasets, results),
                        new GrantedResources.Keys(members.text("dataKeyArn"), members.text("modelKeyArn")),
                        new GrantedResources.Machine(machine, members.nameIn(machine))),
                new BedrockAccess(stack, tag, null),
                members.operated());
        events = new WorkflowEvents(this, tag, machine, members.text("promotedPath"), event -> {});
    }

    private IBucket bucket(String id, String name, String key) {
        return Bucket.fromBucketAttributes(
                this,
                id,
                BucketAttributes.builder()
                        .bucketName(name)
                        .encryptionKey(Key.fromKeyArn(this, id + "Key", key))
                        .build());
    }

    @Override
    public String getTag() {
        return tag;
    }

    @Override
    public IBucket getDatasetsBucket() {
        return datasets;
    }

    @Override
    public IBucket getResultsBucket() {
        return results;
    }

    @Override
    public ITopic getTopic() {
        return topic;
    }

    @Override
    public IStateMachine getStateMachine() {
        return stateMachine;
    }

    @Override
    public Grant grantSubmit(IGrantable grantee) {
        return grants.submit(grantee);
    }

    @Override
    public Grant grantReadReports(IGrantable grantee) {
        return grants.readReports(grantee);
    }

    @Override
    public Grant grantApprove(IGrantable grantee) {
        return grants.approve(grantee);
    }

    @Override
    public Grant grantInvokePromoted(IGrantable grantee) {
        return grants.invokePromoted(grantee);
    }

    @Override
    public Grant grantOperate(IGrantable grantee) {
        return grants.operate(grantee);
    }

    @Override
    public Rule onRunStarted(String id, OnEventOptions options) {
        return events.onStarted(id, options);
    }

    @Override
    public Rule onApprovalRequested(String id, OnEventOptions options) {
        return events.on(RunEvent.APPROVAL_REQUESTED, id, options);
    }

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
        return RunMetrics.ofOther(tag, metric, Map.of()).with(options).attachTo(this);
    }

    @Override
    public Metric metricRunsEnded(RunStatus status) {
        return RunMetrics.ofOther(tag, RunMetric.ENDED, Map.of(RunMetric.OUTCOME, status.name()))
                .attachTo(this);
    }

    @Override
    public Metric metricSpend(MetricOptions options) {
        return metric(
                        RunMetric.ESTIMATED_DOLLARS,
                        MetricOptions.builder().period(Duration.days(1)).build())
                .with(options);
    }

    @Override
    public MathExpression metricFailedRuns(MetricOptions options) {
        return Alarms.failed(stateMachine, options);
    }
}
