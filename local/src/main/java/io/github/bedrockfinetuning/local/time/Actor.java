package io.github.bedrockfinetuning.local.time;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs in virtual time: straight-line code on a thread of its own, which gives up its turn only by sleeping
 * or waiting on its {@link VirtualClock}.
 */
public final class Actor {
    private final VirtualClock clock;
    private final String name;
    private final Runnable body;

    /** The event that will give this actor its turn; null while the actor runs, or waits without a deadline. */
    Agenda.@Nullable Event turn;

    boolean asleep;

    @Nullable
    Promise<?> awaited;

    private boolean started;
    private volatile boolean stopping;
    private volatile boolean over;
    private volatile boolean baton;
    private volatile @Nullable Thread thread;

    Actor(VirtualClock clock, String name, Runnable body) {
        this.clock = clock;
        this.name = name;
        this.body = body;
    }

    public String name() {
        return name;
    }

    /** Whether it has run to its end, died or been stopped. */
    public boolean isOver() {
        return over;
    }

    /** Ends its sleep now; does nothing to an actor that does not sleep. */
    public void wake() {
        clock.wake(this);
    }

    /**
     * Unwinds it with {@link ActorStopped}: at once if it sleeps or waits, else as soon as it next would. An actor that has
     * not had a turn yet never gets one.
     */
    public void stop() {
        clock.stop(this);
    }

    boolean isStarted() {
        return started;
    }

    boolean isStopping() {
        return stopping;
    }

    void markStopping() {
        stopping = true;
    }

    void markOver() {
        over = true;
    }

    void run() {
        started = true;
        thread = Thread.currentThread();
        try {
            if (!stopping) {
                body.run();
            }
        } catch (ActorStopped stopped) {
            if (!stopping) {
                throw stopped;
            }
        } finally {
            over = true;
        }
    }

    /** Says on which thread the turn is to be taken up again: an HTTP server's thread may wait on behalf of the actor. */
    void parkHere() {
        thread = Thread.currentThread();
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    void giveBaton() {
        Thread parked = thread;
        baton = true;
        LockSupport.unpark(parked);
    }

    void awaitBaton() {
        boolean interrupted = false;
        while (!baton) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        baton = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public void checkStopped() {
        if (stopping) {
            throw new ActorStopped(name);
        }
    }

    @Override
    public String toString() {
        return awaited == null ? name : name + " (waits for " + awaited.what() + ")";
    }
}
