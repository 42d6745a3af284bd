package io.github.bedrockfinetuning.local.cli.app;

import java.nio.file.Path;
import java.util.Optional;

/** The folders that the command-line tool writes to. */
final class Workplace {
    private Workplace() {}

    /**
     * Returns the cache folder for synthesized stacks, which is in the same folder as the build output, or an empty
     * {@code Optional} if the launcher was not used or the folder is read-only.
     */
    static Optional<Path> syntheses() {
        return Optional.ofNullable(System.getProperty("fine-tune.syntheses")).map(Path::of);
    }

    /**
     * Returns the folder for rehearsal reports. With the launcher, it is in the same folder as the build output;
     * otherwise, in the current folder.
     */
    static Path reports() {
        return Path.of(System.getProperty("fine-tune.reports", "rehearsals"));
    }
}
