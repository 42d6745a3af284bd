package io.github.bedrockfinetuning.local.cli;

import java.nio.file.Path;

/** Where the command line writes what a user will look at. */
final class Workplace {
    private Workplace() {}

    /** The folder of rehearsals' reports: beside the build, or below the current folder when run without the launcher. */
    static Path reports() {
        return Path.of(System.getProperty("fine-tune.reports", "rehearsals"));
    }
}
