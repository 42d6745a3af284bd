package io.github.bedrockfinetuning.local.cli.console;

import io.github.bedrockfinetuning.local.folders.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder for all temporary files of this process and its child processes. Only the current user has access to it.
 * The launcher chooses the name of the folder, because Java reads {@code java.io.tmpdir} only at startup. Child
 * processes read TMPDIR.
 */
public final class TemporaryFolder {
    private static final int ATTEMPTS = 5;

    private final Path path;

    public TemporaryFolder(Path path) {
        this.path = path;
    }

    /** Returns the folder that the launcher chose, or an empty {@code Optional} if the launcher was not used. */
    static Optional<TemporaryFolder> ofThisProcess() {
        return Optional.ofNullable(System.getProperty("fine-tune.temporary"))
                .map(name -> new TemporaryFolder(Path.of(name)));
    }

    /**
     * Creates the folder.
     *
     * @throws IOException if the folder already exists or cannot be created
     */
    void create() throws IOException {
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Deletes the folder and its contents. */
    public void delete() {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
            try {
                Folders.delete(path);
            } catch (IOException somethingStillWritesThere) {
                Thread.onSpinWait();
            }
        }
    }
}
