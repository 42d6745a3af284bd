package io.github.bedrockfinetuning.local.prove;

import java.util.concurrent.CountDownLatch;

/**
 * Handles Ctrl-C and SIGTERM: interrupts the working thread, and lets the process end only after
 * that thread has completed the clean-up.
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

    /** Handles signals for the current thread until it is released. */
    static StopSignal forThisThread() {
        StopSignal signal = new StopSignal(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Lets the process end. */
    void release() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook runs, and has just been let go.
        }
    }
}
