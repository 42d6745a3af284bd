package io.github.bedrockfinetuning.local.aws.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.QueryService;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Simulates Amazon SNS. Deployed topics keep the published messages. Tests can add subscriptions, which are only
 * listed.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html">ListSubscriptionsByTopic</a>
 */
public final class Sns extends QueryService {
    /**
     * A published message.
     *
     * @param subject the subject; null if the message has none
     */
    public record Notification(
            Instant time, String topicArn, @Nullable String subject, String text) {}

    /** @param confirmed whether the subscription has been confirmed */
    private record Subscription(String topicArn, String protocol, String endpoint, boolean confirmed) {}

    private static final int LONGEST_MESSAGE = 256 * 1024;
    private static final String LIST = "ListSubscriptionsByTopic";

    private final VirtualClock clock;
    private final String region;
    private final String account;
    /** The keys that encrypt the topics, by topic ARN, with an empty Optional for topics that are not encrypted. */
    private final Map<String, Optional<String>> topics = new LinkedHashMap<>();

    private final List<Notification> messages = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    public Sns(VirtualClock clock, String region, String account) {
        super("sns", "http://sns.amazonaws.com/doc/2010-03-31/", "TopicArn");
        this.clock = clock;
        this.region = region;
        this.account = account;
    }

    public void createTopic(String arn) {
        createTopic(arn, null);
    }

    /** @param keyArn the key that encrypts the topic; null if it is not encrypted */
    public void createTopic(String arn, @Nullable String keyArn) {
        topics.put(arn, Optional.ofNullable(keyArn));
    }

    /** Returns whether a topic exists. */
    public boolean has(String arn) {
        return topics.containsKey(arn);
    }

    /** Adds a subscription. Messages are not delivered to its endpoint. */
    public synchronized void subscribe(String topicArn, String protocol, String endpoint, boolean confirmed) {
        subscriptions.add(new Subscription(topicArn, protocol, endpoint, confirmed));
    }

    /** Returns all published messages in order. */
    public synchronized List<Notification> messages() {
        return List.copyOf(messages);
    }

    /**
     * Returns the required permissions. Publishing to an encrypted topic requires permission to use its key.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Encryption at rest</a>
     */
    @Override
    public List<Need> needs(Call call) {
        String topic = call.resource();
        List<Need> needs = new ArrayList<>();
        needs.add(Need.of("sns:" + call.operation(), topic));
        if (call.operation().equals(LIST)) {
            return needs;
        }
        needs.addAll(Need.ofKey(
                topics.getOrDefault(topic, Optional.empty()).orElse(null),
                "sns",
                region,
                account,
                Map.of("kms:EncryptionContext:aws:sns:topicArn", topic),
                "GenerateDataKey",
                "Decrypt"));
        return needs;
    }

    @Override
    protected Map<String, Query> operations() {
        return Map.of(
                "Publish",
                new Query(Set.of("TopicArn", "Message", "Subject"), this::publish),
                LIST,
                new Query(Set.of("TopicArn"), this::list));
    }

    private synchronized JsonNode publish(Call call) {
        String topic = topic(call);
        String text = call.input().path("Message").asText();
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
            throw new AwsError("InvalidParameter", 400, "Invalid parameter: Message must be 1 to 262144 bytes long");
        }
        String subject = call.input().path("Subject").textValue();
        if (subject != null && !subject.matches("[\\x21-\\x7e][\\x20-\\x7e]{0,99}")) {
            throw new AwsError(
                    "InvalidParameter", 400, "Invalid parameter: Subject must be 1 to 100 printable ASCII characters");
        }
        messages.add(new Notification(clock.now(), topic, subject, text));
        return Json.object().put("MessageId", id());
    }

    /** Lists subscriptions. An unconfirmed subscription has no ARN. */
    private synchronized JsonNode list(Call call) {
        String topic = topic(call);
        ObjectNode answer = Json.object();
        ArrayNode members = answer.putArray("Subscriptions");
        subscriptions.stream()
                .filter(one -> one.topicArn().equals(topic))
                .forEach(one -> members.addObject()
                        .put("TopicArn", topic)
                        .put("Protocol", one.protocol())
                        .put("SubscriptionArn", one.confirmed() ? topic + ":" + id() : "PendingConfirmation")
                        .put("Owner", account)
                        .put("Endpoint", one.endpoint()));
        return answer;
    }

    private String topic(Call call) {
        if (!topics.containsKey(call.resource())) {
            throw new AwsError("NotFound", 404, "Topic does not exist");
        }
        return call.resource();
    }

    /** Returns the error for requests that AWS KMS throttles. Amazon SNS passes it to the caller. */
    @Override
    public AwsError throttled() {
        return new AwsError("KMSThrottling", 400, "Rate exceeded");
    }

    @Override
    public AwsError accessDenied(Call call) {
        return new AwsError(
                "AuthorizationError",
                403,
                "User: " + call.role() + " is not authorized to perform: SNS:" + call.operation() + " on resource: "
                        + call.resource());
    }

    @Override
    public AwsError internalError() {
        return new AwsError("InternalError", 500, "An internal error occurred");
    }

    private String id() {
        return String.format("00000000-0000-4000-8000-%012d", messages.size());
    }
}
