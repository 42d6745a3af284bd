package example;

import io.github.bedrockfinetuning.constructs.DataStoreProps;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.constructs.NetworkProps;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The stack of a platform team with two workflows: one with the VPC, bucket, key, and topics that the team has anyway,
 * and one with resources of its own.
 */
final class AnalyticsStack extends Stack {
    private final FineTuningWorkflow summaries;

    AnalyticsStack(Construct scope, String id) {
        super(scope, id);
        Key key = Key.Builder.create(this, "Key").enableKeyRotation(true).build();
        Bucket bucket = Bucket.Builder.create(this, "Messages")
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(true)
                .versioned(true)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .build();
        Vpc vpc = Vpc.Builder.create(this, "Vpc")
                .maxAzs(2)
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();
        Topic approvals = topic("Approvals", key);
        Topic alarms = topic("Alarms", key);
        Queue ends = Queue.Builder.create(this, "Ends")
                .enforceSsl(true)
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .build();

        FineTuningWorkflow routing = FineTuningWorkflow.Builder.create(this, "Routing")
                .dataStore(DataStoreProps.builder()
                        .datasetsBucket(bucket)
                        .dataKey(key)
                        .build())
                .network(NetworkProps.builder().vpc(vpc).build())
                .notificationTopic(approvals)
                .alarmTopic(alarms)
                .spendingCeiling(BigDecimal.valueOf(50))
                .runDefaults(Map.of("approval", "always"))
                .tags(Map.of("team", "analytics"))
                .concurrentBatches(4)
                .logGroupPrefix("/analytics/fine-tuning")
                .build();
        routing.onRunEnded("Ended", new SqsQueue(ends));
        routing.metricSpend()
                .createAlarm(
                        this,
                        "Spend",
                        CreateAlarmOptions.builder()
                                .threshold(500)
                                .evaluationPeriods(1)
                                .build())
                .addAlarmAction(new SnsAction(alarms));
        summaries = new FineTuningWorkflow(this, "Summaries");

        Role operators = role("Operators");
        routing.grantOperate(operators);
        summaries.grantOperate(operators);
        Role scientists = role("Scientists");
        routing.grantSubmit(scientists);
        routing.grantReadReports(scientists);
        Role approvers = role("Approvers");
        routing.grantApprove(approvers);
    }

    FineTuningWorkflow summaries() {
        return summaries;
    }

    private Topic topic(String id, Key key) {
        return Topic.Builder.create(this, id).masterKey(key).enforceSsl(true).build();
    }

    private Role role(String id) {
        return Role.Builder.create(this, id).assumedBy(new AccountRootPrincipal()).build();
    }
}
