package io.github.bedrockfinetuning.local.states.definition;

import java.util.regex.Pattern;

/**
 * Checks the names of executions.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 */
public final class ExecutionNames {
    public static final int LONGEST = 80;

    private static final Pattern REFUSED =
            Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x{80}-\\x{9F}\\x{FFFE}\\x{FFFF}]|[\\p{Cs}]");

    private ExecutionNames() {}

    public static boolean isAllowed(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && !REFUSED.matcher(name).find();
    }
}
