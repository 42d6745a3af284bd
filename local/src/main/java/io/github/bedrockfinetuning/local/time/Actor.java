package io.github.bedrockfinetuning.local.time;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A sequential process in virtual time. Other actors of the same {@link VirtualClock} run only while it sleeps or
 * waits.
 */
public final class Actor {
    private final VirtualClock clock;
    private final String name;
    private final Runnable body;

    /** The event that resumes this actor, or null while the actor is running or is waiting without a deadline. */
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

    /** Returns whether the actor has ended, failed, or been stopped. */
    public boolean isOver() {
        return over;
    }

    /** Ends the sleep of the actor. Has no effect if the actor is not asleep. */
    public void wake() {
        clock.wake(this);
    }

    /**
     * Stops the actor with {@link ActorStopped}. If the actor is sleeping or waiting, it stops immediately; otherwise,
     * it stops at its next sleep or wait. If it has not started, it never starts.
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

    /** Records that the actor continues on this thread. The thread can be a server thread that waits for the actor. */
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
