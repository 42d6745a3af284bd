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
 * Virtual time for a discrete-event simulation. Actors are straight-line code on threads of their own, but only one runs at
 * any moment: whoever sleeps or waits passes the turn to what is scheduled next. Time moves only then, so a wait of two days
 * costs microseconds, and the order of events (by time, then by when they were scheduled) is the same in every run.
 *
 * <p>The position in time belongs to the running actor, not to its thread. A thread that works on behalf of the running
 * actor while that one is blocked in real life (an HTTP server's thread answering its request) MAY call {@link #now},
 * {@link #sleep}, {@link Promise#await}, {@link #spawn} and {@link #after}: it then sleeps or waits as that actor. At most
 * one thread at a time may do so; an actor with parallel requests must not have two of them wait.
 *
 * <p>Outside a run nothing moves, and any one thread may spawn, schedule and complete promises.
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

    /** This clock for code that takes a java.time.Clock, in UTC. */
    public Clock clock() {
        return new JavaClock(this, ZoneOffset.UTC);
    }

    /**
     * Lets that much virtual time pass for the running actor while others have their turns. Called outside a run, it runs the
     * simulation for that long.
     *
     * @return false if {@link Actor#wake} cut it short
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

    /** @param listener hears who is about to sleep, and until when */
    public void onSleep(BiConsumer<Actor, Instant> listener) {
        sleeps = listener;
    }

    /** The actor whose turn it is; nobody outside a run, and while an action runs. */
    public Optional<Actor> running() {
        return Optional.ofNullable(current);
    }

    /** Starts an actor at the present instant, after what is already scheduled for it. */
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

    /** Runs the action once, that much later. It MUST NOT sleep or wait: let it {@link #spawn} an actor for that. */
    public Cancellable after(Duration delay, Runnable action) {
        Agenda.Event event = schedule(now.plus(delay.isNegative() ? Duration.ZERO : delay), null, action);
        return () -> cancel(event);
    }

    /** @param what what will be waited for, for the message of a deadlock */
    public <T> Promise<T> promise(String what) {
        return new Promise<>(this, what);
    }

    /**
     * Runs until nothing is scheduled.
     *
     * @throws IllegalStateException if an actor or an action died (the cause says of what), or if actors are left that wait
     *     for something nobody is going to bring
     */
    public void run() {
        drive(Instant.MAX, () -> false);
        List<Actor> waiting = waiting();
        if (!waiting.isEmpty()) {
            throw new IllegalStateException(
                    "Deadlock: nothing is scheduled any more, but these wait: " + waiting + ".");
        }
    }

    /**
     * Runs what is scheduled up to and including the instant, and leaves the time there.
     *
     * @return true if nothing is scheduled after it
     * @throws IllegalStateException if an actor or an action died
     */
    public boolean runUntil(Instant instant) {
        drive(instant, () -> false);
        if (instant.isAfter(now)) {
            now = instant;
        }
        return isIdle();
    }

    /**
     * Runs until the condition holds; it is looked at before every event.
     *
     * @return whether it holds: false means that nothing is scheduled any more
     * @throws IllegalStateException if an actor or an action died
     */
    public boolean runUntil(BooleanSupplier condition) {
        drive(Instant.MAX, condition);
        return condition.getAsBoolean();
    }

    /** Whether nothing is scheduled. */
    public synchronized boolean isIdle() {
        return agenda.peek() == null;
    }

    /** The actors that wait without a deadline. With nothing scheduled, that is a deadlock. */
    public synchronized List<Actor> waiting() {
        return alive.stream()
                .filter(actor -> actor.turn == null && actor != current)
                .toList();
    }

    /** Unwinds every actor that is left, so that no thread is kept. The clock cannot be used afterwards. */
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
            throw new IllegalStateException("Only an actor can sleep or wait in virtual time: spawn one.");
        }
        return actor;
    }

    /** Gives up the running actor's turn until {@link #turnNow}, or the deadline if there is one. */
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

    /** Whose turn it is next, once the actions before it have run; null: the driver's, since the run is over. */
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
                died("An action scheduled for " + now, thrown);
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

    /** An actor's whole life, and on the same thread those of the fresh actors whose turns directly follow. */
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
            failure = new IllegalStateException(who + " died at " + now + ": " + thrown, thrown);
        }
    }

    private void drive(Instant until, BooleanSupplier condition) {
        synchronized (this) {
            if (driver != null) {
                throw new IllegalStateException("The simulation already runs: an actor sleeps or waits instead.");
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
                : " It is at " + Arrays.toString(actor.thread().getStackTrace());
        return "The actor " + actor + " has kept its turn for more than " + STUCK + " of real time." + where;
    }
}
