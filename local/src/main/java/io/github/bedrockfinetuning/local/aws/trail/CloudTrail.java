package io.github.bedrockfinetuning.local.aws.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpc;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Simulates the CloudTrail event history of the last 90 days. Events become available some time after the request.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">LookupEvents</a>
 */
public final class CloudTrail extends JsonService {
    /**
     * The delay before an event becomes available in the event history. AWS specifies an average of about 5 minutes
     * without a guarantee; its guides recommend waiting 15 minutes.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html">Delivery</a>
     */
    public static final Duration DELIVERY = Duration.ofMinutes(15);

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int PAGE = 50;
    private static final int REQUESTS_PER_SECOND = 2;

    private final VirtualClock clock;
    private final String region;
    private final String account;
    private final Supplier<List<TrailEvent>> calls;
    private final List<TrailEvent> refusals = new ArrayList<>();
    private final Deque<Instant> lookups = new ArrayDeque<>();

    /** @param calls returns all requests so far, in chronological order */
    public CloudTrail(VirtualClock clock, String region, String account, Supplier<List<TrailEvent>> calls) {
        super("cloudtrail", new JsonRpc("1.1"), Shapes.of("cloudtrail"), "LookupAttributes");
        this.clock = clock;
        this.region = region;
        this.account = account;
        this.calls = calls;
    }

    /**
     * Records a request that a service made on behalf of a role and that another service denied, such as a request to
     * use a key.
     */
    public synchronized void refused(String role, String action) {
        String[] words = action.split(":");
        refusals.add(new TrailEvent(clock.now(), role, words[0], words[1], "AccessDenied"));
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of("LookupEvents", this::lookUp);
    }

    private synchronized JsonNode lookUp(ObjectNode input) {
        pace();
        Instant from = time(input, "StartTime", clock.now().minus(KEPT));
        Instant to = time(input, "EndTime", clock.now());
        if (from.isAfter(to)) {
            throw new AwsError("InvalidTimeRangeException", 400, "The start time is after the end time.");
        }
        if (input.path("LookupAttributes").size() > 1) {
            throw new AwsError("InvalidLookupAttributesException", 400, "Only one lookup attribute is allowed.");
        }
        Instant oldest = clock.now().minus(KEPT);
        Instant newest = clock.now().minus(DELIVERY);
        List<TrailEvent> found = Stream.concat(calls.get().stream(), refusals.stream())
                .filter(TrailEvent::isOfHistory)
                .filter(event -> !event.time().isBefore(from) && !event.time().isAfter(to))
                .filter(event -> !event.time().isBefore(oldest) && !event.time().isAfter(newest))
                .filter(event -> matches(event, input.path("LookupAttributes").path(0)))
                .sorted((one, other) -> other.time().compareTo(one.time()))
                .toList();
        int first = number(input.path("NextToken").asText("0"));
        int last = Math.min(found.size(), first + PAGE);
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("Events");
        for (int i = first; i < last; i++) {
            events.add(found.get(i).view(i, region, account));
        }
        if (last < found.size()) {
            answer.put("NextToken", Integer.toString(last));
        }
        return answer;
    }

    private void pace() {
        Instant now = clock.now();
        while (!lookups.isEmpty() && !lookups.peek().plusSeconds(1).isAfter(now)) {
            lookups.remove();
        }
        if (lookups.size() >= REQUESTS_PER_SECOND) {
            throw new AwsError("ThrottlingException", 400, "Rate exceeded");
        }
        lookups.add(now);
    }

    private static boolean matches(TrailEvent event, JsonNode attribute) {
        String value = attribute.path("AttributeValue").asText();
        return switch (attribute.path("AttributeKey").asText()) {
            case "" -> true;
            case "EventSource" -> event.source().equals(value);
            default -> throw AwsError.unknown("the lookup attribute " + attribute.path("AttributeKey"));
        };
    }

    private static Instant time(ObjectNode input, String member, Instant otherwise) {
        return input.has(member)
                ? Instant.ofEpochMilli(Math.round(input.path(member).asDouble() * 1000))
                : otherwise;
    }

    private static int number(String token) {
        try {
            return Integer.parseInt(token);
        } catch (NumberFormatException e) {
            throw new AwsError("InvalidNextTokenException", 400, "The token is not valid.");
        }
    }
}
