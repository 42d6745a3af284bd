package io.github.bedrockfinetuning.local.prove;

import java.util.concurrent.CountDownLatch;

/**
 * Handles Ctrl-C and SIGTERM. Interrupts the working thread. The process ends only after this thread has completed the
 * cleanup.
 *
 * @see Runtime#addShutdownHook
 */
final class StopSignal {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(Thread worker) {
        hook = new Thread(() -> {
            worker.interrupt();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Handles signals for the current thread until {@link #release}. */
    static StopSignal forThisThread() {
        StopSignal signal = new StopSignal(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Allows the process to end. */
    void release() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The shutdown hook is already running, and no longer waits for this thread.
        }
    }
}
