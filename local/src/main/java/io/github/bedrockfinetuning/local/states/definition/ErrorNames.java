package io.github.bedrockfinetuning.local.states.definition;

import io.github.bedrockfinetuning.local.states.data.StateFailure;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Matches error names with the ErrorEquals fields of Retry and Catch.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Error names</a>
 */
public final class ErrorNames {
    /** All names that begin with the prefix States. The service reserves this prefix. */
    private static final Set<String> RESERVED = Set.of(
            StateFailure.ALL,
            StateFailure.TIMEOUT,
            "States.HeartbeatTimeout",
            StateFailure.TASK_FAILED,
            StateFailure.RUNTIME,
            StateFailure.DATA_LIMIT_EXCEEDED,
            StateFailure.INTRINSIC_FAILURE,
            "States.BranchFailed",
            "States.ExceedToleratedFailureThreshold",
            "States.Http.Socket",
            "States.ItemReaderFailed",
            "States.NoChoiceMatched",
            "States.ParameterPathFailure",
            "States.Permissions",
            "States.QueryEvaluationError",
            "States.ResultPathMatchFailure",
            "States.ResultWriterFailed");

    private ErrorNames() {}

    static boolean isKnown(String name) {
        return !name.startsWith("States.") || RESERVED.contains(name);
    }

    static String reserved() {
        return String.join(", ", RESERVED.stream().sorted().toList());
    }

    /**
     * Returns whether an ErrorEquals field matches an error.
     *
     * @param name the error name; null for a Fail state without an Error
     */
    public static boolean match(List<String> errorEquals, @Nullable String name) {
        String error = name == null ? "" : name;
        // No Retry or Catch can handle this error. It always ends the execution.
        if (error.equals(StateFailure.RUNTIME)) {
            return false;
        }
        boolean timedOut = error.equals(StateFailure.TIMEOUT);
        boolean terminal = error.equals(StateFailure.DATA_LIMIT_EXCEEDED);
        return errorEquals.contains(error)
                || !terminal && errorEquals.contains(StateFailure.ALL)
                || !terminal && !timedOut && errorEquals.contains(StateFailure.TASK_FAILED);
    }
}
