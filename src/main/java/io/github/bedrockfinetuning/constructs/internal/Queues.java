package io.github.bedrockfinetuning.constructs.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/** Creates encrypted queues and their write permissions. */
public final class Queues {
    private static final Duration LONGEST = Duration.days(14);

    private Queues() {}

    /**
     * Creates a dead-letter queue.
     *
     * @param key the key that encrypts the queue; null for the default key of Amazon SQS
     * @param ofQueues whether queues send messages to it; if not, only services do
     */
    public static Queue deadLetters(Construct scope, @Nullable IKey key, boolean ofQueues) {
        Queue queue = Queue.Builder.create(scope, "DeadLetters")
                .encryption(key == null ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .enforceSsl(true)
                .retentionPeriod(LONGEST)
                // Specifying the source queue would create a circular dependency, because that queue refers to this
                // one.
                .redriveAllowPolicy(RedriveAllowPolicy.builder()
                        .redrivePermission(ofQueues ? RedrivePermission.ALLOW_ALL : RedrivePermission.DENY_ALL)
                        .build())
                .build();
        if (!ofQueues) {
            Accepted.finding(
                    queue,
                    "It receives messages that services could not deliver, and its redrive policy denies source queues. It has no consumer whose failures would require another queue.",
                    "CT.SQS.PR.1");
        }
        return queue;
    }

    /**
     * Allows EventBridge to send only the events that this rule matched or failed to deliver. The rule's ARN contains
     * the account ID. EventBridge does not document that it sends {@code aws:SourceAccount}.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions">
     *     Amazon SQS permissions</a>
     */
    public static void allowRule(Queue queue, String sid, String ruleArn) {
        queue.addToResourcePolicy(Statements.allowPrincipal(
                sid,
                new ServicePrincipal("events.amazonaws.com"),
                List.of("sqs:SendMessage"),
                List.of(queue.getQueueArn()),
                Map.of("ArnEquals", Map.of("aws:SourceArn", ruleArn))));
    }
}
