package io.github.bedrockfinetuning.local.states;

/** A state that failed, on its way to a Retry, a Catch or the end of the execution. */
final class StateFailure extends RuntimeException {
    static final String ALL = "States.ALL";
    static final String TIMEOUT = "States.Timeout";
    static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String RUNTIME = "States.Runtime";
    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String INTRINSIC_FAILURE = "States.IntrinsicFailure";

    private static final long serialVersionUID = 1L;

    private final String error;
    private final String cause;

    StateFailure(String error, String cause) {
        super(error + (cause == null ? "" : ": " + cause), null, false, false);
        this.error = error;
        this.cause = cause;
    }

    /** What no Retry and no Catch takes: it ends the execution. */
    static StateFailure runtime(String cause) {
        return new StateFailure(RUNTIME, cause);
    }

    static StateFailure intrinsic(String cause) {
        return new StateFailure(INTRINSIC_FAILURE, cause);
    }

    String error() {
        return error;
    }

    String cause() {
        return cause;
    }
}
