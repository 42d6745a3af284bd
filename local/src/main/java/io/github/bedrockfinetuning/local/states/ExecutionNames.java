package io.github.bedrockfinetuning.local.states;

import java.util.regex.Pattern;

/**
 * What executions may be called.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 */
final class ExecutionNames {
    static final int LONGEST = 80;

    private static final Pattern REFUSED =
            Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x{80}-\\x{9F}\\x{FFFE}\\x{FFFF}]|[\\p{Cs}]");

    private ExecutionNames() {}

    static boolean isAllowed(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && !REFUSED.matcher(name).find();
    }
}
