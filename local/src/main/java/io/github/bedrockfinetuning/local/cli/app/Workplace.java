package io.github.bedrockfinetuning.local.cli.app;

import java.nio.file.Path;
import java.util.Optional;

/** The folders that the command line writes to. */
final class Workplace {
    private Workplace() {}

    /** The folder of synthesized stacks beside the build; empty without the launcher, or if it is read-only. */
    static Optional<Path> syntheses() {
        return Optional.ofNullable(System.getProperty("fine-tune.syntheses")).map(Path::of);
    }

    /** The folder for reports of rehearsals: beside the build, or in the current folder without the launcher. */
    static Path reports() {
        return Path.of(System.getProperty("fine-tune.reports", "rehearsals"));
    }
}
