package io.github.bedrockfinetuning.local.time;

import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The scheduled events of a clock in chronological order. Events for the same time are in the order in which they were
 * scheduled. The clock guards this class.
 */
final class Agenda {
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private long sequence;

    /**
     * Schedules an action or the resumption of an actor.
     *
     * @param actor the actor; null for an action
     * @param action the action; null for an actor
     */
    Event add(Instant time, @Nullable Actor actor, @Nullable Runnable action) {
        Event event = new Event(time, sequence++, actor, action);
        queue.add(event);
        return event;
    }

    /** Returns the next event that is not canceled, or null if no events are scheduled. */
    @Nullable
    Event peek() {
        while (!queue.isEmpty() && queue.peek().cancelled) {
            queue.poll();
        }
        return queue.peek();
    }

    /** Removes and returns the next event, or returns null if no events are scheduled up to the horizon. */
    @Nullable
    Event take(Instant horizon) {
        Event event = peek();
        if (event == null || event.time.isAfter(horizon)) {
            return null;
        }
        return queue.poll();
    }

    void clear() {
        queue.clear();
    }

    /** A scheduled action, or the scheduled resumption of an actor. */
    static final class Event implements Comparable<Event> {
        private final Instant time;
        private final long order;
        private final @Nullable Actor actor;
        private final @Nullable Runnable action;
        private boolean cancelled;

        private Event(Instant time, long order, @Nullable Actor actor, @Nullable Runnable action) {
            this.time = time;
            this.order = order;
            this.actor = actor;
            this.action = action;
        }

        Instant time() {
            return time;
        }

        /** Returns the actor, or null for an action. */
        @Nullable
        Actor actor() {
            return actor;
        }

        /** Returns the action, or null for an actor. */
        @Nullable
        Runnable action() {
            return action;
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
