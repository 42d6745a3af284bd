package io.github.bedrockfinetuning.local.states;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Indicates that a task or an item reader failed. Contains an error name that Retry and Catch can match. */
public class TaskFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final @Nullable String cause;

    /**
     * @param error the error name; for a Java Lambda function, the class name of the exception
     * @param cause a description of the error
     */
    public TaskFailed(String error, @Nullable String cause) {
        super(error + (cause == null ? "" : ": " + cause));
        this.error = Objects.requireNonNull(error, "error");
        this.cause = cause;
    }

    public String error() {
        return error;
    }

    public @Nullable String cause() {
        return cause;
    }
}
