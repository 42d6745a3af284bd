package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Alarms;
import io.github.bedrockfinetuning.contract.Prefixes;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * A workflow of another stack in the same account and Region, represented by its descriptor. CloudFormation reads the
 * descriptor at deployment; the members are extracted in the template.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html#aws-ssm-parameter-types">
 *     Systems Manager parameter types</a>
 */
final class DescribedWorkflow extends Construct implements IFineTuningWorkflow {
    private final String descriptor;
    private final String tag;
    private final IBucket datasets;
    private final IBucket results;
    private final ITopic topic;
    private final IStateMachine stateMachine;

    DescribedWorkflow(Construct scope, String id, String parameterName) {
        super(scope, id);
        descriptor = StringParameter.valueForStringParameter(this, parameterName);
        tag = member("tag");
        datasets = bucket("Datasets", "datasetsBucket", "datasetsKeyArn");
        results = bucket("Results", "resultsBucket", "resultsKeyArn");
        topic = Topic.fromTopicArn(this, "Topic", member("topicArn"));
        stateMachine = StateMachine.fromStateMachineArn(this, "StateMachine", member("stateMachineArn"));
    }

    private String member(String name) {
        return Fn.select(0, Fn.split("\"", Fn.select(1, Fn.split("\"" + name + "\":\"", descriptor))));
    }

    private IBucket bucket(String id, String name, String key) {
        return Bucket.fromBucketAttributes(
                this,
                id,
                BucketAttributes.builder()
                        .bucketName(member(name))
                        .encryptionKey(Key.fromKeyArn(this, id + "Key", member(key)))
                        .build());
    }

    private StoreAccess access() {
        return new StoreAccess(Stack.of(this), datasets, results, null);
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
        return access().grantWrite(grantee, datasets, Prefixes.INBOX + "*");
    }

    @Override
    public Grant grantReadReports(IGrantable grantee) {
        return access().grantRead(grantee, results, DataStore.REPORTS);
    }

    @Override
    public MathExpression metricFailedRuns() {
        return Alarms.failed(stateMachine, MetricOptions.builder().build());
    }
}
