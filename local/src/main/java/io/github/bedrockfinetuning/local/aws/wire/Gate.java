package io.github.bedrockfinetuning.local.aws.wire;

/** Admits work until it is closed; closing waits for work in progress. */
public final class Gate {
    private int inside;
    private boolean closed;

    /** @return false once it is closed */
    public synchronized boolean enter() {
        if (!closed) {
            inside++;
        }
        return !closed;
    }

    public synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** Returns once no work is in progress. */
    public synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (inside > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
