package io.github.bedrockfinetuning;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real datasets and reference scores outside the repository. Tests that need them are skipped if they do not exist.
 */
public final class Shared {
    private Shared() {}

    /** Returns a path in the folder that FT_SHARED specifies, or in {@code ../shared} relative to the repository. */
    public static Path path(String... more) {
        String named = System.getenv("FT_SHARED");
        Path root = named != null ? Path.of(named) : Repository.root().resolveSibling("shared");
        Path path = Path.of(root.toString(), more);
        assumeTrue(Files.exists(path), path + " is not there: set FT_SHARED to the folder of shared data");
        return path;
    }
}
