package io.github.bedrockfinetuning.local.cli.app;

import java.nio.file.Path;
import java.util.Optional;

/** The folders that the command line writes to. */
final class Workplace {
    private Workplace() {}

    /**
     * Returns the cache folder for synthesized stacks, next to the build output; empty without the
     * launcher, or if the folder is read-only.
     */
    static Optional<Path> syntheses() {
        return Optional.ofNullable(System.getProperty("fine-tune.syntheses")).map(Path::of);
    }

    /**
     * Returns the folder for rehearsal reports: next to the build output, or the current folder
     * without the launcher.
     */
    static Path reports() {
        return Path.of(System.getProperty("fine-tune.reports", "rehearsals"));
    }
}
