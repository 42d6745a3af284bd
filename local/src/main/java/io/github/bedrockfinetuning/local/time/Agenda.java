package io.github.bedrockfinetuning.local.time;

import java.time.Instant;
import java.util.PriorityQueue;

/** What a clock has scheduled, by time, and at the same time in the order it was scheduled. Guarded by its clock. */
final class Agenda {
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private long sequence;

    /** @param actor whose turn it will be; null for an action */
    Event add(Instant time, Actor actor, Runnable action) {
        Event event = new Event(time, sequence++, actor, action);
        queue.add(event);
        return event;
    }

    /** The next that is not cancelled; null if there is none. */
    Event peek() {
        while (!queue.isEmpty() && queue.peek().cancelled) {
            queue.poll();
        }
        return queue.peek();
    }

    /** Takes the next, unless it lies beyond the horizon; null if there is none. */
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

    /** Something scheduled: an actor's turn, or an action. */
    static final class Event implements Comparable<Event> {
        private final Instant time;
        private final long order;
        private final Actor actor;
        private final Runnable action;
        private boolean cancelled;

        private Event(Instant time, long order, Actor actor, Runnable action) {
            this.time = time;
            this.order = order;
            this.actor = actor;
            this.action = action;
        }

        Instant time() {
            return time;
        }

        /** Null for an action. */
        Actor actor() {
            return actor;
        }

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
