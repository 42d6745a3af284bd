package io.github.bedrockfinetuning.local.states;

import java.util.Objects;

/** A task, an item reader or a result writer that failed, with the error name that Retry and Catch are matched against. */
public class TaskFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String cause;

    /**
     * @param error the error name; of a Java Lambda function, the class name of what was thrown
     * @param cause the text that goes with it; null when there is none
     */
    public TaskFailed(String error, String cause) {
        super(error + (cause == null ? "" : ": " + cause));
        this.error = Objects.requireNonNull(error, "error");
        this.cause = cause;
    }

    public String error() {
        return error;
    }

    public String cause() {
        return cause;
    }
}
