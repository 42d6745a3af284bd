package io.github.bedrockfinetuning.local.time;

import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The scheduled events of a clock, ordered by time and then by when they were scheduled. Guarded by the clock. */
final class Agenda {
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private long sequence;

    /**
     * Schedules the turn of an actor, or an action.
     *
     * @param actor null for an action
     * @param action null for the turn of an actor
     */
    Event add(Instant time, @Nullable Actor actor, @Nullable Runnable action) {
        Event event = new Event(time, sequence++, actor, action);
        queue.add(event);
        return event;
    }

    /** Returns the next event that is not cancelled; null if nothing is scheduled. */
    @Nullable
    Event peek() {
        while (!queue.isEmpty() && queue.peek().cancelled) {
            queue.poll();
        }
        return queue.peek();
    }

    /** Removes the next event and returns it; null if nothing is scheduled up to the horizon. */
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

    /** The turn of an actor, or an action. */
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

        /** Null for an action. */
        @Nullable
        Actor actor() {
            return actor;
        }

        /** Null for the turn of an actor. */
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
