package io.github.bedrockfinetuning.local.aws.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpc;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.events.Queue;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Simulates the queue attributes of Amazon SQS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>
 */
public final class Queues extends JsonService {
    private final String region;
    private final String account;
    /** The queues by URL. */
    private final Map<String, Declared> queues = new LinkedHashMap<>();

    /** @param redrivePolicy the redrive policy as JSON; empty for a queue without a dead-letter queue */
    private record Declared(Queue queue, String redrivePolicy) {}

    public Queues(String region, String account) {
        super("sqs", new JsonRpc("1.0"), Shapes.of("sqs"), "QueueUrl");
        this.region = region;
        this.account = account;
    }

    /** @param redrivePolicy the redrive policy as JSON; empty for a queue without a dead-letter queue */
    public synchronized void create(String url, Queue queue, String redrivePolicy) {
        queues.put(url, new Declared(queue, redrivePolicy));
    }

    /** Returns all queues by URL. */
    public synchronized Map<String, Queue> all() {
        Map<String, Queue> all = new LinkedHashMap<>();
        queues.forEach((url, declared) -> all.put(url, declared.queue()));
        return all;
    }

    @Override
    public List<Need> needs(Call call) {
        return List.of(Need.of("sqs:" + call.operation(), arn(call.resource())));
    }

    @Override
    public AwsError throttled() {
        return new AwsError("RequestThrottled", 400, "Rate exceeded");
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of("GetQueueAttributes", this::attributes);
    }

    private synchronized JsonNode attributes(ObjectNode input) {
        String url = input.path("QueueUrl").asText();
        Declared declared = queues.get(url);
        if (declared == null) {
            throw new AwsError("com.amazonaws.sqs#QueueDoesNotExist", 400, "The specified queue does not exist.");
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("QueueArn", arn(url));
        all.put(
                "ApproximateNumberOfMessages",
                Integer.toString(declared.queue().waiting().size()));
        all.put(
                "ApproximateNumberOfMessagesNotVisible",
                Integer.toString(declared.queue().inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", "0");
        if (!declared.redrivePolicy().isEmpty()) {
            all.put("RedrivePolicy", declared.redrivePolicy());
        }
        ObjectNode answer = Json.object();
        ObjectNode attributes = answer.putObject("Attributes");
        for (JsonNode asked : input.path("AttributeNames")) {
            String name = asked.asText();
            all.forEach((attribute, value) -> {
                if (name.equals(attribute)) {
                    attributes.put(attribute, value);
                }
            });
        }
        return answer;
    }

    private String arn(String url) {
        return "arn:aws:sqs:" + region + ":" + account + ":" + url.substring(url.lastIndexOf('/') + 1);
    }
}
