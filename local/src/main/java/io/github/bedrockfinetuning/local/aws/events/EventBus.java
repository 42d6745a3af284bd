package io.github.bedrockfinetuning.local.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import software.amazon.event.ruler.RuleCompiler;
import software.amazon.event.ruler.Ruler;

/**
 * Simulates the default event bus of Amazon EventBridge. The AWS library for event rules matches the events. They reach
 * their targets a moment later in virtual time. If a target fails, the delivery is retried. If EventBridge has no
 * permission, the event is sent to the dead-letter queue without a retry.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">EventBridge retries and
 *     dead-letter queues</a>
 */
public final class EventBus {
    private static final Duration DELIVERY = Duration.ofMillis(500);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);

    private final VirtualClock clock;
    private final String region;
    private final String account;
    private final Map<String, EventRule> rules = new LinkedHashMap<>();
    private final List<JsonNode> published = new ArrayList<>();
    private Predicate<JsonNode> losing = event -> false;
    private int toLose;
    private int lost;

    public EventBus(VirtualClock clock, String region, String account) {
        this.clock = clock;
        this.region = region;
        this.account = account;
    }

    /** Adds a rule with the default retries of EventBridge (185 within 24 hours) and no dead-letter queue. */
    public void addRule(String name, JsonNode pattern, EventTarget target) {
        addRule(new EventRule(name, pattern.toString(), target, 185, Duration.ofHours(24), null));
    }

    /**
     * Adds a rule.
     *
     * @throws IllegalArgumentException if the pattern is invalid or the name is already in use
     */
    public synchronized void addRule(EventRule rule) {
        String wrong = RuleCompiler.check(rule.pattern());
        if (wrong != null) {
            throw new IllegalArgumentException("Rule " + rule.name() + " has an invalid event pattern: " + wrong);
        }
        if (rules.putIfAbsent(rule.name(), rule) != null) {
            throw new IllegalArgumentException("The rule " + rule.name() + " already exists.");
        }
    }

    public synchronized void removeRule(String name) {
        rules.remove(name);
    }

    /** Publishes an event of an AWS service. */
    public void publish(String source, String detailType, List<String> resources, ObjectNode detail) {
        ObjectNode event = Json.object().put("version", "0");
        event.put("id", id(source + detailType + detail + count()));
        event.put("detail-type", detailType);
        event.put("source", source);
        event.put("account", account);
        event.put("time", clock.now().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", region);
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        publish(event);
    }

    /**
     * Drops events, which can happen with best-effort delivery.
     *
     * @param times the number of events to drop
     * @see <a
     *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-delivery-level.html">Event
     *     delivery levels</a>
     */
    public synchronized void lose(Predicate<JsonNode> events, int times) {
        losing = events;
        toLose = times;
    }

    /** Returns the number of dropped events. */
    public synchronized int lost() {
        return lost;
    }

    private boolean loses(JsonNode event) {
        if (lost == toLose || !losing.test(event)) {
            return false;
        }
        lost++;
        return true;
    }

    /** Publishes a complete event. The event can be a duplicate, because EventBridge delivers events at least once. */
    public void publish(JsonNode event) {
        List<EventRule> matching;
        synchronized (this) {
            if (loses(event)) {
                return;
            }
            published.add(event);
            matching =
                    rules.values().stream().filter(rule -> matches(rule, event)).toList();
        }
        for (EventRule rule : matching) {
            clock.after(DELIVERY, () -> deliver(rule, event, 1, Duration.ZERO));
        }
    }

    /** Returns all events that were published, in order. */
    public synchronized List<JsonNode> published() {
        return List.copyOf(published);
    }

    private synchronized int count() {
        return published.size();
    }

    private void deliver(EventRule rule, JsonNode event, int attempt, Duration age) {
        try {
            rule.target().deliver(event);
        } catch (AwsError refusal) {
            // EventBridge does not retry if it has no permission.
            giveUp(rule, event);
        } catch (Exception e) {
            Duration pause = pause(attempt);
            Duration next = age.plus(pause);
            if (attempt > rule.retries() || next.compareTo(rule.longest()) > 0) {
                giveUp(rule, event);
            } else {
                clock.after(pause, () -> deliver(rule, event, attempt + 1, next));
            }
        }
    }

    /** Sends an event to the dead-letter queue. If the queue rejects the event, the event is lost. */
    private static void giveUp(EventRule rule, JsonNode event) {
        if (rule.deadLetters() != null) {
            try {
                rule.deadLetters().deliver(event);
            } catch (Exception refused) {
                return;
            }
        }
    }

    private static Duration pause(int attempt) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }

    private static boolean matches(EventRule rule, JsonNode event) {
        try {
            return Ruler.matchesRule(event.toString(), rule.pattern());
        } catch (Exception e) {
            throw new IllegalArgumentException("This is not an event: " + event, e);
        }
    }

    private static String id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
