package io.github.bedrockfinetuning.local.aws.wire;

/** Lets work on behalf of a process in until it is closed; closing waits for those that are inside. */
public final class Gate {
    private int inside;
    private boolean closed;

    /** @return false if nothing is let in any more */
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

    /** Comes back once nothing is inside. */
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
