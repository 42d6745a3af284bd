package io.github.bedrockfinetuning.local.aws.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.AwsService;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.states.VirtualClock;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Amazon SNS in its query protocol: Publish to topics that were deployed. Nobody is subscribed; the messages are kept.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class Sns implements AwsService {
    /** A message as it was published. */
    public record Message(Instant time, String topicArn, String subject, String text) {}

    private static final int LONGEST_MESSAGE = 256 * 1024;
    private static final Set<String> PARAMETERS = Set.of("Action", "Version", "TopicArn", "Message", "Subject");

    private final VirtualClock clock;
    private final String region;
    private final String account;
    /** The keys they are encrypted under, by topic; empty for none. */
    private final Map<String, Optional<String>> topics = new LinkedHashMap<>();

    private final List<Message> messages = new ArrayList<>();

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
        ObjectNode input = form(request);
        String action = input.path("Action").asText();
        if (!action.equals("Publish")) {
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

    @Override
    public AwsResponse refusal(AwsError error) {
        String type = error.status() < 500 ? "Sender" : "Receiver";
        return xml(
                error.status(),
                "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>" + type
                        + "</Type><Code>"
                        + error.code() + "</Code><Message>" + escape(error.getMessage())
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

    private static ObjectNode form(AwsRequest request) {
        ObjectNode form = Json.object();
        for (String pair : new String(request.body().bytes(), StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static AwsResponse xml(int status, String body) {
        return AwsResponse.of(status, "text/xml", body);
    }
}
