package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Accepted;
import io.github.bedrockfinetuning.constructs.internal.Flags;
import io.github.bedrockfinetuning.constructs.internal.Queues;
import io.github.bedrockfinetuning.constructs.internal.Statements;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Starts a run when an object is uploaded. It consists of the bucket's events, a rule for {@code inbox/}, a queue, and
 * StartRun. The queue buffers uploads if many arrive at the same time. If StartRun fails, the upload is sent to a
 * dead-letter queue.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparison
 *     operators for event patterns</a>
 */
final class Intake extends Construct {
    /**
     * The maximum concurrency of StartRun. Because starting a run takes one second, it is sufficient for any number of
     * users.
     */
    private static final int CONCURRENCY = 2;

    /** The number of attempts. They are 12 minutes apart, so uploads survive an outage of one hour. */
    private static final int ATTEMPTS = 10;

    private final Queue queue;
    private final Queue deadLetters;
    /** The resources that deliver uploads to StartRun. */
    private final List<CfnResource> begins = new ArrayList<>();

    public Intake(Construct scope, String id, DataStore store, StepFunction startRun, int startRunSeconds) {
        super(scope, id);
        Flags.pin(this);
        deadLetters = Queues.deadLetters(this, store.getDataKey(), true);
        queue = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(store.getDataKey())
                .enforceSsl(true)
                // Six times the function's timeout, as recommended by Lambda.
                .visibilityTimeout(Duration.seconds(6 * startRunSeconds))
                .retentionPeriod(Duration.days(4))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(ATTEMPTS)
                        .build())
                .build();
        CfnRule rule = CfnRule.Builder.create(this, "Dropped")
                .description("An object was uploaded to inbox/")
                .eventPattern(Map.of(
                        "source", List.of("aws.s3"),
                        "detail-type", List.of("Object Created"),
                        "account", List.of(Stack.of(this).getAccount()),
                        "detail",
                                Map.of(
                                        "bucket",
                                                Map.of(
                                                        "name",
                                                        List.of(store.getDatasets()
                                                                .getBucketName())),
                                        // Also the uploads that start no run: StartRun explains why.
                                        "object",
                                                Map.of(
                                                        "key",
                                                        List.of(Map.of(
                                                                "prefix",
                                                                Map.of("equals-ignore-case", Prefixes.INBOX)))))))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("Queue")
                        .arn(queue.getQueueArn())
                        .deadLetterConfig(CfnRule.DeadLetterConfigProperty.builder()
                                .arn(deadLetters.getQueueArn())
                                .build())
                        .retryPolicy(CfnRule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(185)
                                .maximumEventAgeInSeconds(24 * 60 * 60)
                                .build())
                        .build()))
                .build();
        begins.add(rule);
        Queues.allowRule(queue, "Drops", rule.getAttrArn());
        Queues.allowRule(deadLetters, "UndeliveredDrops", rule.getAttrArn());
        startRun.allow(
                Statements.allow(
                        "Queue",
                        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
                        List.of(queue.getQueueArn())),
                Statements.allow(
                        "QueueKey",
                        List.of("kms:Decrypt"),
                        List.of(store.getDataKey().getKeyArn()),
                        Map.of(
                                "StringEquals",
                                Map.of("kms:ViaService", "sqs." + Stack.of(this).getRegion() + ".amazonaws.com"))));
        Accepted.awaited(startRun.getFunction());
        begins.add(CfnEventSourceMapping.Builder.create(this, "Source")
                .functionName(startRun.getFunction().getFunctionName())
                .eventSourceArn(queue.getQueueArn())
                .batchSize(1)
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .scalingConfig(CfnEventSourceMapping.ScalingConfigProperty.builder()
                        .maximumConcurrency(CONCURRENCY)
                        .build())
                .build());
    }

    /** Prevents runs from starting before another resource exists, or while it is being deleted. */
    void endsBefore(IConstruct other) {
        begins.forEach(resource -> resource.getNode().addDependency(other));
    }

    /** Returns the queue of uploads that StartRun handles. */
    public Queue queue() {
        return queue;
    }

    public Queue deadLetters() {
        return deadLetters;
    }
}
