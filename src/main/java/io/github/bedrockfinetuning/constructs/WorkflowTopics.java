package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Existing;
import io.github.bedrockfinetuning.constructs.internal.KeyPolicies;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * The topics of a workflow: one for notifications about approval requests, the end of runs, and remaining resources,
 * and one for alarms. Without topics of the user, both are one new topic.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services">
 *     Encrypted topics and AWS services</a>
 */
final class WorkflowTopics {
    private final Construct scope;
    private final ITopic notifications;
    private final ITopic alarms;
    private final Optional<IKey> notificationsKey;

    /** @throws IllegalArgumentException if a topic is a FIFO topic or is in another Region */
    WorkflowTopics(Construct scope, IKey dataKey, @Nullable ITopic forNotifications, @Nullable ITopic forAlarms) {
        this.scope = scope;
        if (forNotifications == null) {
            notifications = Topic.Builder.create(scope, "Topic")
                    .masterKey(dataKey)
                    .enforceSsl(true)
                    .build();
            notificationsKey = Optional.of(dataKey);
        } else {
            notifications = given("notificationTopic", forNotifications);
            notificationsKey = Optional.ofNullable(
                    Existing.keyOrNull(scope, "the key of notificationTopic", notifications.getMasterKey()));
        }
        alarms = forAlarms == null ? notifications : given("alarmTopic", forAlarms);
        if (alarms != notifications || forNotifications != null) {
            Optional.ofNullable(Existing.keyOrNull(scope, "the key of alarmTopic", alarms.getMasterKey()))
                    .ifPresent(KeyPolicies::alarmsToTopic);
        }
    }

    ITopic notifications() {
        return notifications;
    }

    ITopic alarms() {
        return alarms;
    }

    /** Returns the key that encrypts the notifications, or an empty Optional if the key is not known. */
    Optional<IKey> notificationsKey() {
        return notificationsKey;
    }

    private ITopic given(String prop, ITopic topic) {
        if (Boolean.TRUE.equals(topic.getFifo())) {
            throw new IllegalArgumentException(
                    prop + " is a FIFO topic. Specify a standard topic, which is the only type that alarms and email"
                            + " subscriptions support.");
        }
        Existing.requireReachable(scope, prop, "topic", "Topic.fromTopicArn", topic);
        if (topic.getNode().getDefaultChild() == null) {
            Annotations.of(scope)
                    .addWarningV2(
                            "bedrock-fine-tuning:" + prop,
                            "This stack cannot change the policy of the imported " + prop + ". "
                                    + String.join(" ", ownerSteps(prop)));
        }
        return topic;
    }

    private static List<String> ownerSteps(String prop) {
        return List.of(
                prop.equals("alarmTopic")
                        ? "Its owner must allow cloudwatch.amazonaws.com to publish on behalf of this account."
                        : "Its owner must allow this account to publish. Unless alarms have a separate topic, its "
                                + "owner must also allow cloudwatch.amazonaws.com to publish on behalf of this account.",
                "If it is encrypted under a customer managed key, import it with Topic.fromTopicAttributes "
                        + "and its keyArn. The key policy must allow the same principals to use kms:Decrypt and "
                        + "kms:GenerateDataKey.");
    }
}
