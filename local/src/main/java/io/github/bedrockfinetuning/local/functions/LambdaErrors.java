package io.github.bedrockfinetuning.local.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates the errors that Lambda reports for invocations without a response. */
public final class LambdaErrors {
    private static final int SIGNALS = 128;
    private static final int KILL = 9;

    private LambdaErrors() {}

    public static TaskFailed timedOut(Duration timeout) {
        return failed(
                "Sandbox.Timedout",
                String.format(Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0));
    }

    /** @param status the exit status; for a process that was killed, 128 plus the number of the signal */
    static TaskFailed exited(int status) {
        String how = status == SIGNALS + KILL
                ? "signal: killed"
                : status > SIGNALS ? "signal: " + (status - SIGNALS) : "exit status " + status;
        return failed(
                "Runtime.ExitError",
                status == 0 ? "Runtime exited without providing a reason" : "Runtime exited with error: " + how);
    }

    static TaskFailed killed() {
        return exited(SIGNALS + KILL);
    }

    static TaskFailed failed(String type, @Nullable String message) {
        return new TaskFailed(
                type,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("errorMessage", message)
                        .put("errorType", type)
                        .toString());
    }
}
