package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle for Maven Central: what the program in {@code release/} puts into it and what it rejects. */
class BundleTest {

    private static final String PARENT = """
            <project>
              <groupId>com.example</groupId>
              <artifactId>parent</artifactId>
              <version>1.0</version>
              <packaging>pom</packaging>
              <name>Parent</name>
              <description>A parent.</description>
              <url>https://example.com</url>
              <licenses><license><name>MIT</name><url>https://example.com/license</url></license></licenses>
              <developers><developer><name>A developer</name></developer></developers>
              <scm><connection>scm:git:https://example.com</connection><url>https://example.com</url></scm>
            </project>
            """;

    private static final String LIBRARY = """
            <project>
              <parent>
                <groupId>com.example</groupId>
                <artifactId>parent</artifactId>
                <version>1.0</version>
              </parent>
              <artifactId>library</artifactId>
              <name>Library</name>
              <description>A library.</description>
            </project>
            """;

    @TempDir
    Path folder;

    @Test
    void putsTheSameArtifactsIntoTheSameBytesWithoutMetadata() throws Exception {
        write("parent/1.0/parent-1.0.pom", PARENT);
        library();
        write("library/maven-metadata.xml", "<metadata><lastUpdated>1</lastUpdated></metadata>");
        Result first = bundle("first.zip");
        write("library/maven-metadata.xml", "<metadata><lastUpdated>2</lastUpdated></metadata>");
        Result second = bundle("second.zip");

        assertThat(first.code).isZero();
        assertThat(first.output).contains("with 25 files", "5 files have no signature");
        assertThat(Files.readAllBytes(first.zip)).isEqualTo(Files.readAllBytes(second.zip));
    }

    @Test
    void reportsEveryRequirementThatIsNotMet() throws Exception {
        write(
                "parent/1.0/parent-1.0.pom",
                PARENT.replaceAll("<(licenses|scm|developers)>.*</\\1>", "").replaceAll("<url>.*</url>", ""));
        library();
        write("library/1.0/library-1.0.jar.asc", "not a signature");
        write("library/1.0/library-1.0.pom", LIBRARY.replaceAll("<(name|description)>.*</\\1>", ""));
        Files.delete(folder.resolve("staging/com/example/library/1.0/library-1.0-sources.jar"));
        Files.delete(folder.resolve("staging/com/example/library/1.0/library-1.0-javadoc.jar"));
        write(
                "orphan/2.0-SNAPSHOT/orphan-2.0-SNAPSHOT.pom",
                LIBRARY.replace("<version>1.0</version>", "<version>2.0-SNAPSHOT</version>"));
        Result result = bundle("bundle.zip");

        assertThat(result.code).isEqualTo(1);
        assertThat(result.output)
                .contains(
                        "parent-1.0.pom has no <url>",
                        "parent-1.0.pom has no <licenses/license/name>",
                        "parent-1.0.pom has no <developers/developer/name>",
                        "parent-1.0.pom has no <scm/connection>",
                        "library-1.0.pom has no <name>",
                        "library-1.0.pom has no <description>",
                        "library-1.0-sources.jar is missing",
                        "library-1.0-javadoc.jar is missing",
                        "library-1.0.jar.asc is not an ASCII-armored signature",
                        "orphan-2.0-SNAPSHOT.pom has a parent that is not in the bundle",
                        "which is not a release",
                        "orphan-2.0-SNAPSHOT.pom is not in the folder of its coordinates")
                .doesNotContain("\tat ");
    }

    private void library() throws IOException {
        write("library/1.0/library-1.0.pom", LIBRARY);
        for (String jar : new String[] {".jar", "-sources.jar", "-javadoc.jar"}) {
            write("library/1.0/library-1.0" + jar, "content of " + jar);
        }
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve("staging/com/example").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Result bundle(String name) throws IOException, InterruptedException {
        Path zip = folder.resolve(name);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        Path.of("../release/src/Bundle.java").toString(),
                        folder.resolve("staging").toString(),
                        zip.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output, zip);
    }

    private record Result(int code, String output, Path zip) {}
}
