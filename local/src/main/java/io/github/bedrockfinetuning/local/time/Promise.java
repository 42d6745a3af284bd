package io.github.bedrockfinetuning.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that one actor brings and others wait for in virtual time.
 *
 * @param <T> the value's type; a failure is a value too
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

    /** What is waited for, as a deadlock's message says it. */
    public String what() {
        return what;
    }

    /** Brings the value; the first one counts. Whoever waits gets its turn at this very instant. */
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

    /** Waits as long as it takes. Call it from an actor. */
    public T await() {
        return await(null).orElseThrow();
    }

    /** Waits at most that long; empty if the time ran out first. Call it from an actor. */
    public Optional<T> await(@Nullable Duration atMost) {
        return awaitUntil(atMost == null ? null : clock.now().plus(atMost));
    }

    /** Waits until the deadline at most (null: as long as it takes); empty if it came first. Call it from an actor. */
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
