package io.github.bedrockfinetuning.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void hasThePermissionsThatTheUmaskLeaves() throws IOException {
        Path ordinary = Files.writeString(folder.resolve("ordinary"), "x");

        WholeFile.write(folder.resolve("whole"), "x");

        assertThat(Files.getPosixFilePermissions(folder.resolve("whole")))
                .isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void replacesAFileOnlyOnceItIsWhole() throws IOException {
        Path place = Files.writeString(folder.resolve("a"), "old");

        try (WholeFile file = new WholeFile(place)) {
            try (OutputStream out = file.open()) {
                out.write('n');
            }
            assertThat(place).hasContent("old");
        }
        assertThat(place).hasContent("old");
        assertThat(names()).containsExactly("a");

        WholeFile.write(place, "new");
        assertThat(place).hasContent("new");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void takesThePlaceOfNoLinkFolderOrDevice() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("link"), precious);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("absent"));

        for (Path place :
                new Path[] {link, dangling, Files.createDirectory(folder.resolve("d")), Path.of("/dev/null")}) {
            assertThatThrownBy(() -> WholeFile.write(place, "x"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Only regular files can be replaced");
        }
        assertThat(precious).hasContent("precious");
        assertThat(folder.resolve("absent")).doesNotExist();
    }

    private Stream<String> names() throws IOException {
        return Files.list(folder).map(path -> path.getFileName().toString());
    }
}
