package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import picocli.CommandLine.Parameters;

/** The base class of commands for one run of a deployed stack. */
abstract class RunCommand extends RemoteCommand {
    @Parameters(paramLabel = "RUNID", description = "The run ID, as printed by submit and status.")
    private String id;

    /** @return the exit code */
    abstract int run(Run run) throws Exception;

    @Override
    final void check() {
        runId(id);
    }

    @Override
    final int run(Platform platform) throws Exception {
        return run(new Run(platform, runId(id)));
    }
}
