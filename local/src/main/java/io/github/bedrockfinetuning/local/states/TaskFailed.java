package io.github.bedrockfinetuning.local.states;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task, an item reader or a result writer that failed, with the error name that Retry and Catch are matched against. */
public class TaskFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final @Nullable String cause;

    /**
     * @param error the error name; of a Java Lambda function, the class name of what was thrown
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
