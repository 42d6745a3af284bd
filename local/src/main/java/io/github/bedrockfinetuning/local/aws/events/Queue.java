package io.github.bedrockfinetuning.local.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.time.Cancellable;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Simulates a standard queue. It delivers messages at least once, in any order. A message that is received and not
 * deleted becomes visible again after the visibility timeout. After the maximum number of receives, it moves to the
 * dead-letter queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
 *     queues</a>
 */
public final class Queue implements EventTarget {
    /** @param receives the number of times the message was received, including this time */
    public record Received(String id, JsonNode body, int receives) {}

    private final VirtualClock clock;
    private final String name;
    private final Duration visibility;
    private final int maxReceives;
    private final @Nullable Queue deadLetters;
    private final Map<String, Received> waiting = new LinkedHashMap<>();
    private final Map<String, Cancellable> inFlight = new LinkedHashMap<>();
    private final List<Runnable> consumers = new ArrayList<>();
    private long sent;

    /** Creates a queue without a dead-letter queue. */
    public Queue(VirtualClock clock, String name) {
        this(clock, name, Duration.ofSeconds(30), Integer.MAX_VALUE, null);
    }

    public Queue(VirtualClock clock, String name, Duration visibility, int maxReceives, @Nullable Queue deadLetters) {
        this.clock = clock;
        this.name = name;
        this.visibility = visibility;
        this.maxReceives = maxReceives;
        this.deadLetters = deadLetters;
    }

    public String name() {
        return name;
    }

    /** Calls {@code consumer} whenever a message is available. The consumer can start an actor. */
    public synchronized void onMessage(Runnable consumer) {
        consumers.add(consumer);
    }

    @Override
    public void deliver(JsonNode event) {
        send(event);
    }

    public void send(JsonNode body) {
        List<Runnable> toTell;
        synchronized (this) {
            String id = name + "-" + ++sent;
            waiting.put(id, new Received(id, body, 0));
            toTell = List.copyOf(consumers);
        }
        toTell.forEach(Runnable::run);
    }

    /**
     * Receives one message. If the message is not deleted before the visibility timeout, it becomes available again.
     */
    public Optional<Received> receive() {
        List<Received> dead = new ArrayList<>();
        Optional<Received> received;
        synchronized (this) {
            received = next(dead);
        }
        dead.forEach(message -> deadLetters.send(message.body()));
        return received;
    }

    private Optional<Received> next(List<Received> dead) {
        while (!waiting.isEmpty()) {
            Received message = waiting.remove(waiting.keySet().iterator().next());
            if (deadLetters != null && message.receives() >= maxReceives) {
                dead.add(message);
                continue;
            }
            Received taken = new Received(message.id(), message.body(), message.receives() + 1);
            inFlight.put(taken.id(), clock.after(visibility, () -> back(taken)));
            return Optional.of(taken);
        }
        return Optional.empty();
    }

    public synchronized void delete(Received message) {
        Cancellable timeout = inFlight.remove(message.id());
        if (timeout != null) {
            timeout.cancel();
        }
        waiting.remove(message.id());
    }

    /** Returns the messages that are available to receive. */
    public synchronized List<Received> waiting() {
        return List.copyOf(waiting.values());
    }

    /** Returns the number of messages in flight. */
    public synchronized int inFlight() {
        return inFlight.size();
    }

    private void back(Received message) {
        List<Runnable> toTell;
        synchronized (this) {
            if (inFlight.remove(message.id()) == null) {
                return;
            }
            waiting.put(message.id(), message);
            toTell = List.copyOf(consumers);
        }
        toTell.forEach(Runnable::run);
    }
}
