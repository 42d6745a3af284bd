package io.github.bedrockfinetuning.local.time;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A pool of daemon threads for the actors of all clocks. */
final class ActorThreads {
    private static final AtomicLong STARTED = new AtomicLong();
    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), ActorThreads::daemon);

    private ActorThreads() {}

    static void execute(Runnable life) {
        THREADS.execute(life);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "actor-" + STARTED.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
