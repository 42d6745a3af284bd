package io.github.bedrockfinetuning.local.aws.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpc;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Simulates the Amazon EventBridge API, which accepts custom events on the default event bus. An entry that is not
 * accepted has an error code, but the response is successful.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBridge extends JsonService {
    private static final String DEFAULT = "default";

    private final EventBus bus;
    private final String region;
    private final String account;
    private int failures;

    public EventBridge(EventBus bus, String region, String account) {
        super("events", new JsonRpc("1.1"), Shapes.of("events"));
        this.bus = bus;
        this.region = region;
        this.account = account;
    }

    /** Causes the next entries to fail with InternalFailure in a successful response. */
    public synchronized void fail(int entries) {
        failures = entries;
    }

    /** Returns the required permissions. The source and type of an event are condition keys of the request. */
    @Override
    public List<Need> needs(Call call) {
        List<Need> needs = new ArrayList<>();
        for (JsonNode entry : call.input().path("Entries")) {
            needs.add(new Need(
                    "events:PutEvents",
                    "arn:aws:events:" + region + ":" + account + ":event-bus/" + busOf(entry),
                    Map.of(
                            "events:source", entry.path("Source").asText(),
                            "events:detail-type", entry.path("DetailType").asText())));
        }
        return needs;
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of("PutEvents", this::put);
    }

    private synchronized JsonNode put(ObjectNode input) {
        ObjectNode response = Json.object();
        ArrayNode entries = response.putArray("Entries");
        int failed = 0;
        for (JsonNode entry : input.path("Entries")) {
            String error = error(entry);
            if (error == null) {
                bus.publish(
                        entry.path("Source").asText(), entry.path("DetailType").asText(), List.of(), (ObjectNode)
                                detail(entry));
                entries.addObject()
                        .put(
                                "EventId",
                                "11710aed-b79e-4468-a20b-" + bus.published().size());
            } else {
                failed++;
                entries.addObject().put("ErrorCode", error).put("ErrorMessage", error);
            }
        }
        return response.put("FailedEntryCount", failed);
    }

    private String error(JsonNode entry) {
        if (failures > 0) {
            failures--;
            return "InternalFailure";
        }
        if (!busOf(entry).equals(DEFAULT)) {
            throw new AwsError("ResourceNotFoundException", 400, "Event bus " + busOf(entry) + " does not exist.");
        }
        String source = entry.path("Source").asText();
        if (source.isEmpty() || entry.path("DetailType").asText().isEmpty()) {
            return "InvalidArgument";
        }
        if (source.startsWith("aws.")) {
            return "NotAuthorizedForSource";
        }
        return detail(entry) instanceof ObjectNode ? null : "MalformedDetail";
    }

    private static String busOf(JsonNode entry) {
        return entry.path("EventBusName").asText(DEFAULT);
    }

    private static JsonNode detail(JsonNode entry) {
        try {
            return Json.parse(entry.path("Detail").asText());
        } catch (JsonProcessingException e) {
            return Json.object().arrayNode();
        }
    }
}
