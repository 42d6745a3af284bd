package io.github.bedrockfinetuning.local.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Creates folders that only their owner can access, regardless of the umask. */
public final class PrivateFolder {
    private PrivateFolder() {}

    /**
     * Creates a folder and its missing parent folders, and restricts access to its owner. On file systems without POSIX
     * permissions, the default permissions apply.
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
