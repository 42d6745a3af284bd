package io.github.bedrockfinetuning.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that one actor provides and that other actors wait for in virtual time.
 *
 * @param <T> the type of the value; a failure is also a value
 */
public final class Promise<T> {
    private final VirtualClock clock;
    private final String what;
    private final List<Actor> waiting = new ArrayList<>(1);
    private @Nullable T value;

    Promise(VirtualClock clock, String what) {
        this.clock = clock;
        this.what = what;
    }

    /** Returns a description of the value, for the message about a deadlock. */
    public String what() {
        return what;
    }

    /**
     * Sets the value and resumes all waiting actors at the current time. Returns false if the value was already set.
     */
    public boolean complete(T brought) {
        Objects.requireNonNull(brought, what);
        synchronized (clock) {
            if (value != null) {
                return false;
            }
            value = brought;
            waiting.forEach(clock::turnNow);
            waiting.clear();
            return true;
        }
    }

    public boolean isComplete() {
        synchronized (clock) {
            return value != null;
        }
    }

    /** Waits without a deadline. Must be called from an actor. */
    public T await() {
        return await(null).orElseThrow();
    }

    /**
     * Waits for a maximum duration, or without a deadline if it is null. Returns an empty result after a timeout. Must
     * be called from an actor.
     */
    public Optional<T> await(@Nullable Duration atMost) {
        return awaitUntil(atMost == null ? null : clock.now().plus(atMost));
    }

    /**
     * Waits until a deadline, or without a deadline if it is null. Returns an empty result after a timeout. Must be
     * called from an actor.
     */
    public Optional<T> awaitUntil(@Nullable Instant deadline) {
        Actor actor = clock.runningActor();
        while (true) {
            synchronized (clock) {
                if (value != null) {
                    return Optional.of(value);
                }
                if (deadline != null && !clock.now().isBefore(deadline)) {
                    return Optional.empty();
                }
                waiting.add(actor);
                actor.awaited = this;
            }
            try {
                clock.park(actor, deadline);
            } finally {
                synchronized (clock) {
                    waiting.remove(actor);
                    actor.awaited = null;
                }
            }
        }
    }
}
