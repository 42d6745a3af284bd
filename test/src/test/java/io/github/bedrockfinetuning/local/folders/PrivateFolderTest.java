package io.github.bedrockfinetuning.local.folders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aNewFolderIsItsOwnersAlone() throws IOException {
        Path made = PrivateFolder.of(folder.resolve("some/reports"));

        assertThat(permissions(made)).isEqualTo("rwx------");
    }

    @Test
    void aFolderThatWasOpenIsClosed() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(permissions(PrivateFolder.of(folder))).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
