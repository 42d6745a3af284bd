package io.github.bedrockfinetuning;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real datasets and reference scores that stand beside the repository; tests that need them are skipped without. */
public final class Shared {
    private Shared() {}

    /** A path in the folder named by FT_SHARED, else in {@code ../shared} beside the repository. */
    public static Path path(String... more) {
        String named = System.getenv("FT_SHARED");
        Path root = named != null ? Path.of(named) : Repository.root().resolveSibling("shared");
        Path path = Path.of(root.toString(), more);
        assumeTrue(Files.exists(path), path + " is not there: set FT_SHARED to the folder of shared data");
        return path;
    }
}
