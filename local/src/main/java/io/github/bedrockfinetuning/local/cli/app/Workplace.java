package io.github.bedrockfinetuning.local.cli.app;

import java.nio.file.Path;
import java.util.Optional;

/** Where the command line writes what a user will look at. */
final class Workplace {
    private Workplace() {}

    /** The folder of synthesized stacks beside the build; empty when run without the launcher, or where it is read-only. */
    static Optional<Path> syntheses() {
        return Optional.ofNullable(System.getProperty("fine-tune.syntheses")).map(Path::of);
    }

    /** The folder of rehearsals' reports: beside the build, or below the current folder when run without the launcher. */
    static Path reports() {
        return Path.of(System.getProperty("fine-tune.reports", "rehearsals"));
    }
}
