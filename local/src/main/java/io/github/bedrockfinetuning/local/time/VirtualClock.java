package io.github.bedrockfinetuning.local.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A virtual clock for discrete-event simulation. Each actor is sequential code on its own thread, but only one actor
 * runs at a time. When it sleeps or waits, the next scheduled event runs. Time advances only then, so a wait of two
 * days takes microseconds. The order of events is deterministic: events run in chronological order, and events for the
 * same time run in the order in which they were scheduled.
 *
 * <p>While the running actor is blocked in real time, for example by an HTTP request, the server thread that handles
 * the request MAY call {@link #now}, {@link #sleep}, {@link Promise#await}, {@link #spawn} and {@link #after} on behalf
 * of the actor. At most one thread can sleep or wait for an actor at the same time, so two concurrent requests MUST NOT
 * both wait.
 *
 * <p>Outside a run, time does not advance. One thread at a time can start actors, schedule actions and complete
 * promises.
 */
public final class VirtualClock implements AutoCloseable {
    private static final Duration STUCK = Duration.ofMinutes(10);

    private final Agenda agenda = new Agenda();
    private final Set<Actor> alive = new LinkedHashSet<>();
    private volatile Instant now;
    private volatile @Nullable Actor current;
    private volatile @Nullable Thread driver;
    private volatile boolean driverTurn;
    private volatile long turns;
    private Instant horizon = Instant.MAX;
    private BooleanSupplier done;
    private volatile BiConsumer<Actor, Instant> sleeps = (actor, until) -> {};
    private @Nullable RuntimeException failure;
    private boolean closed;

    public VirtualClock(Instant start) {
        now = start;
    }

    public Instant now() {
        return now;
    }

    /** Returns this clock as a java.time.Clock in UTC. */
    public Clock clock() {
        return new JavaClock(this, ZoneOffset.UTC);
    }

    /**
     * Makes the running actor sleep in virtual time while other actors run. Outside a run, runs the simulation for this
     * duration.
     *
     * @return false if {@link Actor#wake} ended the sleep early
     */
    public boolean sleep(Duration duration) {
        Instant until = now.plus(duration.isNegative() ? Duration.ZERO : duration);
        if (driver == null) {
            runUntil(until);
            return true;
        }
        Actor actor = runningActor();
        sleeps.accept(actor, until);
        actor.asleep = true;
        try {
            park(actor, until);
        } finally {
            actor.asleep = false;
        }
        return !now.isBefore(until);
    }

    /** @param listener is called before each sleep, with the actor and the end time of the sleep */
    public void onSleep(BiConsumer<Actor, Instant> listener) {
        sleeps = listener;
    }

    /** Returns the running actor, or an empty {@code Optional} outside a run and while an action is running. */
    public Optional<Actor> running() {
        return Optional.ofNullable(current);
    }

    /** Starts an actor at the current time, after the events that are already scheduled for this time. */
    public synchronized Actor spawn(String name, Runnable body) {
        Actor actor = new Actor(this, name, body);
        if (closed) {
            actor.markOver();
            return actor;
        }
        alive.add(actor);
        turnNow(actor);
        return actor;
    }

    /**
     * Runs an action once, after a delay. The action MUST NOT sleep or wait, but it can {@link #spawn} an actor that
     * does.
     */
    public Cancellable after(Duration delay, Runnable action) {
        Agenda.Event event = schedule(now.plus(delay.isNegative() ? Duration.ZERO : delay), null, action);
        return () -> cancel(event);
    }

    /** @param what a description of the value, for the message about a deadlock */
    public <T> Promise<T> promise(String what) {
        return new Promise<>(this, what);
    }

    /**
     * Runs until no events are scheduled.
     *
     * @throws IllegalStateException if an actor or an action failed (see the cause), or if actors are waiting for a
     *     promise that no one can complete
     */
    public void run() {
        drive(Instant.MAX, () -> false);
        List<Actor> waiting = waiting();
        if (!waiting.isEmpty()) {
            throw new IllegalStateException(
                    "Deadlock: no events are scheduled, but these actors are waiting: " + waiting + ".");
        }
    }

    /**
     * Runs all events up to and including the specified time, and sets the clock to this time.
     *
     * @return true if no later events are scheduled
     * @throws IllegalStateException if an actor or an action failed
     */
    public boolean runUntil(Instant instant) {
        drive(instant, () -> false);
        if (instant.isAfter(now)) {
            now = instant;
        }
        return isIdle();
    }

    /**
     * Runs until a condition is true. The condition is checked before every event.
     *
     * @return false if no events are left and the condition is still false
     * @throws IllegalStateException if an actor or an action failed
     */
    public boolean runUntil(BooleanSupplier condition) {
        drive(Instant.MAX, condition);
        return condition.getAsBoolean();
    }

    /** Returns whether no events are scheduled. */
    public synchronized boolean isIdle() {
        return agenda.peek() == null;
    }

    /**
     * Returns the actors that are waiting without a deadline. If no events are scheduled, these actors are in a
     * deadlock.
     */
    public synchronized List<Actor> waiting() {
        return alive.stream()
                .filter(actor -> actor.turn == null && actor != current)
                .toList();
    }

    /** Stops all actors and releases their threads. The clock cannot be used afterwards. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            failure = null;
            agenda.clear();
            for (Actor actor : List.copyOf(alive)) {
                actor.turn = null;
                stop(actor);
            }
        }
        drive(Instant.MAX, () -> false);
    }

    Actor runningActor() {
        Actor actor = current;
        if (actor == null) {
            throw new IllegalStateException("Only an actor can sleep or wait in virtual time. Use spawn.");
        }
        return actor;
    }

    /** Suspends the running actor until {@link #turnNow} is called or the deadline is reached. */
    void park(Actor actor, @Nullable Instant deadline) {
        actor.checkStopped();
        if (deadline != null) {
            actor.turn = schedule(deadline, actor, null);
        }
        actor.parkHere();
        Actor next = next();
        if (next != actor) {
            hand(next);
            actor.awaitBaton();
        }
        actor.checkStopped();
    }

    synchronized void turnNow(Actor actor) {
        if (actor.turn != null) {
            actor.turn.cancel();
        }
        actor.turn = schedule(now, actor, null);
    }

    synchronized void wake(Actor actor) {
        if (actor.asleep && actor != current) {
            turnNow(actor);
        }
    }

    synchronized void stop(Actor actor) {
        if (actor.isOver()) {
            return;
        }
        actor.markStopping();
        if (actor != current) {
            turnNow(actor);
        }
    }

    private synchronized Agenda.Event schedule(Instant time, @Nullable Actor actor, @Nullable Runnable action) {
        return agenda.add(time, actor, action);
    }

    private synchronized void cancel(Agenda.Event event) {
        event.cancel();
    }

    /** Runs the next actions. Returns the actor to run after them; null at the end of the run. */
    private @Nullable Actor next() {
        current = null;
        while (true) {
            turns++;
            if (failure != null || done.getAsBoolean()) {
                return null;
            }
            Agenda.Event event;
            synchronized (this) {
                event = agenda.take(horizon);
                if (event == null) {
                    return null;
                }
                now = event.time();
            }
            if (event.actor() != null) {
                current = event.actor();
                current.turn = null;
                return current;
            }
            try {
                event.action().run();
            } catch (RuntimeException | Error thrown) {
                died("An action that was scheduled for " + now, thrown);
            }
        }
    }

    private void hand(@Nullable Actor next) {
        if (next == null) {
            Thread waiting = driver;
            driverTurn = true;
            LockSupport.unpark(waiting);
        } else if (next.isStarted()) {
            next.giveBaton();
        } else {
            ActorThreads.execute(() -> live(next));
        }
    }

    /** Runs an actor until it ends. Then runs new actors on the same thread if they are next. */
    private void live(Actor first) {
        Actor actor = first;
        while (true) {
            try {
                actor.run();
            } catch (RuntimeException | Error thrown) {
                died("The actor " + actor.name(), thrown);
            }
            synchronized (this) {
                alive.remove(actor);
            }
            actor = next();
            if (actor == null || actor.isStarted()) {
                hand(actor);
                return;
            }
        }
    }

    private synchronized void died(String who, Throwable thrown) {
        if (failure == null && !closed) {
            failure = new IllegalStateException(who + " failed at " + now + ": " + thrown, thrown);
        }
    }

    private void drive(Instant until, BooleanSupplier condition) {
        synchronized (this) {
            if (driver != null) {
                throw new IllegalStateException(
                        "The simulation is already running. An actor must sleep or wait instead.");
            }
            driver = Thread.currentThread();
            driverTurn = false;
            horizon = until;
            done = condition;
        }
        try {
            Actor first = next();
            if (first != null) {
                hand(first);
                awaitDriverTurn();
            }
        } finally {
            current = null;
            driver = null;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void awaitDriverTurn() {
        boolean interrupted = false;
        long seen = turns;
        long since = System.nanoTime();
        while (!driverTurn) {
            LockSupport.parkNanos(this, 1_000_000_000L);
            interrupted |= Thread.interrupted();
            if (turns != seen) {
                seen = turns;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STUCK.toNanos()) {
                throw new IllegalStateException(stuck());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String stuck() {
        Actor actor = current;
        String where = actor == null || actor.thread() == null
                ? ""
                : " Its stack trace is " + Arrays.toString(actor.thread().getStackTrace());
        return "The actor " + actor + " has run for more than " + STUCK + " of real time without sleeping or waiting."
                + where;
    }
}
