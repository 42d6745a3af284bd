package io.github.bedrockfinetuning;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout in which the tests run. */
public final class Repository {
    private Repository() {}

    /** @throws IllegalStateException if the tests run outside a checkout */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("cdk.json"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("No folder above " + Path.of("").toAbsolutePath() + " holds cdk.json.");
        }
        return folder;
    }
}
