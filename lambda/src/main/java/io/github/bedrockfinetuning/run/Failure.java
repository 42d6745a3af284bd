package io.github.bedrockfinetuning.run;

/**
 * A failure of a step, of a kind by which the state machine decides whether to try again. Its message is for the user and
 * carries no data.
 */
public abstract sealed class Failure extends RuntimeException permits PermanentFailure, Throttled, TransientFailure {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether trying again can help. */
    public abstract boolean mayPass();

    /** A failure of the same kind with another message and this one as its cause. */
    abstract Failure saying(String message);

    /** A failure of the same kind and message without causes. */
    abstract Failure alone();
}
