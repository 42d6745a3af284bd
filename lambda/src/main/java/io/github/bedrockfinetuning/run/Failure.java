package io.github.bedrockfinetuning.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a step. Its type tells the state machine whether to retry. Its message is for the user and contains no
 * data.
 */
public abstract sealed class Failure extends RuntimeException permits PermanentFailure, Throttled, TransientFailure {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
        super(message);
    }

    Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Returns whether a retry can help. */
    public abstract boolean mayPass();

    /** Returns a failure of the same type with a different message, and with this failure as its cause. */
    abstract Failure saying(String message);

    /** Returns a failure of the same type and with the same message, but without causes. */
    abstract Failure alone();
}
