package io.github.bedrockfinetuning.local.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Temporary folders that are gone in the end. */
final class Folders {
    private Folders() {}

    /** A folder for the rest of this JVM's life. */
    static Path untilTheEnd(String prefix) throws IOException {
        Path folder = Files.createTempDirectory(prefix);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                delete(folder);
            } catch (IOException | UncheckedIOException goneOrInUse) {
                // Whoever ends this JVM deletes the folder around it.
            }
        }));
        return folder;
    }

    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
