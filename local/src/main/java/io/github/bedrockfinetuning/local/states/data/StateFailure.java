package io.github.bedrockfinetuning.local.states.data;

import org.jspecify.annotations.Nullable;

/** Indicates that a state failed. Retry or Catch can handle the error; otherwise, it ends the execution. */
public final class StateFailure extends RuntimeException {
    public static final String ALL = "States.ALL";
    public static final String TIMEOUT = "States.Timeout";
    public static final String TASK_FAILED = "States.TaskFailed";
    public static final String RUNTIME = "States.Runtime";
    public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    public static final String INTRINSIC_FAILURE = "States.IntrinsicFailure";

    private static final long serialVersionUID = 1L;

    private final @Nullable String error;
    private final @Nullable String cause;

    /** @param error the error name; null for a Fail state without an Error */
    public StateFailure(@Nullable String error, @Nullable String cause) {
        super(error + (cause == null ? "" : ": " + cause), null, false, false);
        this.error = error;
        this.cause = cause;
    }

    /** Creates a States.Runtime error. No Retry or Catch can handle it. */
    public static StateFailure runtime(String cause) {
        return new StateFailure(RUNTIME, cause);
    }

    public @Nullable String error() {
        return error;
    }

    public @Nullable String cause() {
        return cause;
    }
}
