package io.github.bedrockfinetuning.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory for the files of one invocation. It is deleted when it is closed, because a function's disk outlives the
 * invocation.
 */
public final class Workspace implements AutoCloseable {
    private final Path directory;

    public Workspace() throws IOException {
        directory = Files.createTempDirectory("fine-tuning-");
    }

    public Path directory() {
        return directory;
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Creates a subdirectory, so that output files cannot conflict with input files. */
    public Path make(String name) throws IOException {
        return Files.createDirectory(directory.resolve(name));
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(directory)) {
            all = paths.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        try {
            all.forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
