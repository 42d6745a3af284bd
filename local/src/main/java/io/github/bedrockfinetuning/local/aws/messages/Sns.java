package io.github.bedrockfinetuning.local.aws.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.QueryService;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.AwsService;
import io.github.bedrockfinetuning.local.aws.wire.Call;
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

/**
 * Amazon SNS in its query protocol: Publish to topics that were deployed, whose messages are kept, and the subscriptions
 * that a test has made.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html">
 *     ListSubscriptionsByTopic</a>
 */
public final class Sns implements AwsService {
    /** A message as it was published. */
    public record Message(Instant time, String topicArn, String subject, String text) {}

    /** @param confirmed whether whoever is behind the endpoint has agreed */
    private record Subscription(String topicArn, String protocol, String endpoint, boolean confirmed) {}

    private static final int LONGEST_MESSAGE = 256 * 1024;
    private static final Set<String> PARAMETERS = Set.of("Action", "Version", "TopicArn", "Message", "Subject");
    private static final String LIST = "ListSubscriptionsByTopic";

    private final VirtualClock clock;
    private final String region;
    private final String account;
    /** The keys they are encrypted under, by topic; empty for none. */
    private final Map<String, Optional<String>> topics = new LinkedHashMap<>();

    private final List<Message> messages = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    public Sns(VirtualClock clock, String region, String account) {
        this.clock = clock;
        this.region = region;
        this.account = account;
    }

    public void createTopic(String arn) {
        createTopic(arn, null);
    }

    /** @param keyArn the key it is encrypted under; null for none */
    public void createTopic(String arn, String keyArn) {
        topics.put(arn, Optional.ofNullable(keyArn));
    }

    /** Subscribes an endpoint, which is told nothing. */
    public synchronized void subscribe(String topicArn, String protocol, String endpoint, boolean confirmed) {
        subscriptions.add(new Subscription(topicArn, protocol, endpoint, confirmed));
    }

    /** Every message so far, in order. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public String signingName() {
        return "sns";
    }

    @Override
    public Call recognise(AwsRequest request, String role) {
        ObjectNode input = QueryService.form(request);
        String action = input.path("Action").asText();
        if (!action.equals("Publish") && !action.equals(LIST)) {
            throw AwsError.unknown("the operation sns:" + action);
        }
        return new Call(role, "sns", action, input.path("TopicArn").asText(), input, request);
    }

    /**
     * Publishing to an encrypted topic takes the use of its key.
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
    public synchronized AwsResponse perform(Call call) {
        if (call.operation().equals(LIST)) {
            return list(call.input().path("TopicArn").asText());
        }
        call.input().fieldNames().forEachRemaining(name -> {
            if (!PARAMETERS.contains(name)) {
                throw AwsError.unknown("the parameter " + name + " of sns:Publish");
            }
        });
        String topic = call.input().path("TopicArn").asText();
        if (!topics.containsKey(topic)) {
            throw new AwsError("NotFound", 404, "Topic does not exist");
        }
        String text = call.input().path("Message").asText();
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
            throw new AwsError("InvalidParameter", 400, "Invalid parameter: Message must be 1 to 262144 bytes long");
        }
        String subject = call.input().path("Subject").textValue();
        if (subject != null && !subject.matches("[\\x21-\\x7e][\\x20-\\x7e]{0,99}")) {
            throw new AwsError(
                    "InvalidParameter", 400, "Invalid parameter: Subject must be 1 to 100 printable ASCII characters");
        }
        messages.add(new Message(clock.now(), topic, subject, text));
        return xml(
                200,
                "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>"
                        + id() + "</MessageId></PublishResult><ResponseMetadata><RequestId>" + id()
                        + "</RequestId></ResponseMetadata></PublishResponse>");
    }

    /** Until it is confirmed, a subscription has no ARN of its own. */
    private AwsResponse list(String topic) {
        if (!topics.containsKey(topic)) {
            throw new AwsError("NotFound", 404, "Topic does not exist");
        }
        StringBuilder members = new StringBuilder();
        for (Subscription one : subscriptions) {
            if (one.topicArn().equals(topic)) {
                members.append("<member><TopicArn>").append(topic).append("</TopicArn><Protocol>");
                members.append(one.protocol()).append("</Protocol><SubscriptionArn>");
                members.append(one.confirmed() ? topic + ":" + id() : "PendingConfirmation");
                members.append("</SubscriptionArn><Owner>").append(account).append("</Owner><Endpoint>");
                members.append(QueryService.escape(one.endpoint())).append("</Endpoint></member>");
            }
        }
        return xml(
                200,
                "<ListSubscriptionsByTopicResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
                        + "<ListSubscriptionsByTopicResult><Subscriptions>" + members
                        + "</Subscriptions></ListSubscriptionsByTopicResult><ResponseMetadata><RequestId>" + id()
                        + "</RequestId></ResponseMetadata></ListSubscriptionsByTopicResponse>");
    }

    @Override
    public AwsResponse refusal(AwsError error) {
        String type = error.status() < 500 ? "Sender" : "Receiver";
        return xml(
                error.status(),
                "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>" + type
                        + "</Type><Code>"
                        + error.code() + "</Code><Message>" + QueryService.escape(error.getMessage())
                        + "</Message></Error><RequestId>" + id() + "</RequestId></ErrorResponse>");
    }

    /** Of the topic's key, which KMS says under SNS's name. */
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

    private synchronized String id() {
        return String.format("00000000-0000-4000-8000-%012d", messages.size());
    }

    private static AwsResponse xml(int status, String body) {
        return AwsResponse.of(status, "text/xml", body);
    }
}
