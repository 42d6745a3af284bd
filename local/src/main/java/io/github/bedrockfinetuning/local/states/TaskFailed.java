package io.github.bedrockfinetuning.local.states;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task or an item reader failed, with an error name that Retry and Catch can match. */
public class TaskFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final @Nullable String cause;

    /**
     * @param error the error name; for a Java Lambda function, the class name of the exception
     * @param cause the text that explains the error
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
