package io.github.bedrockfinetuning.local.aws.wire;

/** A gate that allows work to start until the gate is closed. Closing waits for the work in progress. */
public final class Gate {
    private int inside;
    private boolean closed;

    /** @return false if the gate is closed */
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

    /** Closes the gate and waits until no work is in progress. */
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
