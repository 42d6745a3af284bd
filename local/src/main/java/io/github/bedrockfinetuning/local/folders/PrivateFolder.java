package io.github.bedrockfinetuning.local.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder for records, answers and reports, closed to all other users of the machine whatever the umask is. */
public final class PrivateFolder {
    private PrivateFolder() {}

    /**
     * Makes a folder, and the folders above it that are missing, or closes one that is there already. File systems
     * without POSIX permissions keep their own.
     */
    public static Path of(Path folder) throws IOException {
        Files.createDirectories(folder);
        PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }
}
