package io.github.bedrockfinetuning.local.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Creates folders that only their owner can access, whatever the umask is. */
public final class PrivateFolder {
    private PrivateFolder() {}

    /**
     * Creates a folder and its missing parents, and restricts it to its owner. File systems without POSIX permissions
     * keep their own permissions.
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
