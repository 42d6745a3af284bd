package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.folders.Folders;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cache of synthesized cloud assemblies for this project's app. The cache key includes all inputs of the synthesis,
 * so an unchanged app is not synthesized again. Entries that were not used for one day are deleted.
 */
public final class Syntheses {
    private static final String CHECKSUMS = "checksums";
    private static final Duration UNUSED = Duration.ofDays(1);

    private final Path folder;
    private final SynthesisInputs inputs;

    /** @param folder the cache folder; it is created with the first entry */
    public Syntheses(Path folder) {
        this(folder, SynthesisInputs.here());
    }

    Syntheses(Path folder, SynthesisInputs inputs) {
        this.folder = folder;
        this.inputs = inputs;
    }

    /** Synthesizes the app to a folder. */
    @FunctionalInterface
    interface Synthesizer {
        void into(Path directory) throws IOException;
    }

    /**
     * Returns the folder of a cached or new cloud assembly.
     *
     * @return the folder; empty if the inputs of the synthesis are unknown, in which case the app is not synthesized
     */
    Optional<Path> of(String region, Map<String, Object> context, Synthesizer synthesizer) throws IOException {
        Optional<String> key = inputs.key(region, context);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Path kept = folder.resolve(key.get());
        if (!isWhole(kept)) {
            Files.createDirectories(folder);
            Path made = Files.createTempDirectory(folder, "new-");
            synthesizer.into(made);
            Files.writeString(made.resolve(CHECKSUMS), checksums(made));
            keep(made, kept);
        }
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
        deleteUnused();
        return Optional.of(kept);
    }

    private static void keep(Path made, Path kept) throws IOException {
        if (Files.exists(kept) && !isWhole(kept)) {
            Folders.delete(kept);
        }
        try {
            Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException another) {
            if (!isWhole(kept)) {
                throw another;
            }
            Folders.delete(made);
        }
    }

    private static boolean isWhole(Path directory) throws IOException {
        Path checksums = directory.resolve(CHECKSUMS);
        return Files.exists(checksums) && Files.readString(checksums).equals(checksums(directory));
    }

    /** Returns the checksums of all files except the file that contains the checksums. */
    private static String checksums(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder lines = new StringBuilder();
        for (Path file : files) {
            if (!file.equals(directory.resolve(CHECKSUMS))) {
                lines.append(directory.relativize(file))
                        .append(' ')
                        .append(Checksums.of(file))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    private void deleteUnused() throws IOException {
        Instant before = Instant.now().minus(UNUSED);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path one : all.toList()) {
                if (Files.getLastModifiedTime(one).toInstant().isBefore(before)) {
                    Folders.delete(one);
                }
            }
        }
    }
}
