package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;

/** Creates the commands that messages tell users to run. */
public final class OperatorCommand {
    private OperatorCommand() {}

    /**
     * Returns a command for a workflow. It names the workflow by its tag, so it finds the workflow in any stack, also if
     * the account contains several workflows or its user cannot list them.
     *
     * @param command the command with its arguments, such as {@code clean --remove}
     */
    public static String of(Platform platform, String command) {
        return "./fine-tune " + command
                + platform.variable(EnvironmentVariables.FT_STACK)
                        .map(tag -> " --workflow " + tag)
                        .orElse("");
    }
}
