package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the launcher in a checkout that looks built, with a Java command that prints its arguments. */
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "fine-tune").toAbsolutePath().normalize();
    /** Features that bash 3.2 (macOS) does not support. */
    private static final Pattern LATER_BASH = Pattern.compile(
            "declare -[a-zA-Z]*[An]|local -n|mapfile|readarray|\\$\\{[A-Za-z_]+(\\^|,)|\\$\\{[A-Za-z_]+@|&>>|\\|&|;;?&|wait -n"
                    + "|coproc|\\[\\[ -v|printf -v \\w+\\[|printf '%\\(|\\$\\{[a-z]+: -?\\d+: -\\d|EPOCH|BASHPID|globstar|lastpipe"
                    + "|readlink -f|realpath|-printf|-quit|mktemp -d\\b(?!.*XXXXXX)|sed -i|grep -P|date -d|stat -c");

    @TempDir
    Path folder;

    private Path checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectory(folder.resolve("a check out"));
        Files.copy(LAUNCHER, checkout.resolve("fine-tune"));
        executable(checkout.resolve("fine-tune"));
        for (String source : List.of(
                "contract/src", "lambda/src", "src/main", "local/src", "local/target/classes", "local/target/lib")) {
            Files.createDirectories(checkout.resolve(source));
        }
        for (String pom : List.of("pom.xml", "contract/pom.xml", "lambda/pom.xml", "src/pom.xml", "local/pom.xml")) {
            Files.writeString(checkout.resolve(pom), "");
        }
        Files.writeString(checkout.resolve("local/target/classpath.txt"), "/elsewhere/lambda/target/classes");
        Files.writeString(
                checkout.resolve("local/target/libraries.txt"), "local/target/classes:local/target/lib/a.jar\n");
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\" \"LC_ALL=$LC_ALL\" \"TMPDIR=$TMPDIR\"\n");
        executable(java);
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    }

    @Test
    void usesNothingThatBash32OrMacOsLacks() throws IOException {
        List<String> lines = Files.readAllLines(LAUNCHER);
        for (String line : lines) {
            assertThat(LATER_BASH.matcher(line).find()).as(line).isFalse();
        }
        // With set -u, bash versions before 4.4 fail for empty arrays.
        String text = String.join("\n", lines);
        Matcher use = Pattern.compile("\"\\$\\{(\\w+)\\[@\\]\\}\"").matcher(text);
        List<String> filled = new ArrayList<>();
        while (use.find()) {
            filled.add(use.group(1));
        }
        assertThat(filled).isSubsetOf("options", "entries", "jars");
        assertThat(text).containsPattern("options=\\(-\\w+");
    }

    @Test
    void runsUnderTheOldestBashThatIsThere() throws Exception {
        String old = System.getenv("BASH32");
        assumeTrue(old != null, "BASH32 names no bash 3.2");
        assertThat(run(folder, Map.of(), old, checkout.resolve("fine-tune").toString(), "status"))
                .contains("status");
    }

    @Test
    void findsItsCheckoutThroughLinksAndCdpath() throws Exception {
        Files.createSymbolicLink(folder.resolve("one"), Path.of("a check out", "fine-tune"));
        Files.createSymbolicLink(folder.resolve("two"), folder.resolve("one"));
        String classes = checkout.toRealPath() + "/local/target/classes";

        assertThat(run(folder, Map.of(), folder.resolve("two").toString())).anyMatch(line -> line.startsWith(classes));
        assertThat(run(folder, Map.of("CDPATH", folder + ":/"), "bash", "a check out/fine-tune"))
                .anyMatch(line -> line.startsWith(classes));
    }

    @Test
    void worksWhereTheCheckoutWasMovedTo() throws Exception {
        Path moved = Files.move(checkout, folder.resolve("moved"));

        assertThat(run(folder, Map.of(), moved.resolve("fine-tune").toString(), "check"))
                .contains(
                        moved.toRealPath() + "/local/target/classes:" + moved.toRealPath() + "/local/target/lib/a.jar");
    }

    @Test
    void passesAnyArgument() throws Exception {
        assertThat(run(
                        folder,
                        Map.of(),
                        checkout.resolve("fine-tune").toString(),
                        "check",
                        "a b*",
                        "$(x)",
                        "-",
                        "\"'",
                        "größe"))
                .containsSequence("check", "a b*", "$(x)", "-", "\"'", "größe");
    }

    @Test
    void givesJavaALocaleThatHasAllFileNames() throws Exception {
        assertThat(run(
                        folder,
                        Map.of("LC_ALL", "C"),
                        checkout.resolve("fine-tune").toString()))
                .anyMatch(line -> line.matches("LC_ALL=.*(?i)utf-?8"));
    }

    @Test
    void makesDoWithoutTheFolderForTemporaryFiles() throws Exception {
        assertThat(run(
                        folder,
                        Map.of("TMPDIR", folder + "/absent"),
                        checkout.resolve("fine-tune").toString()))
                .anyMatch(line -> line.matches("TMPDIR=.*/fine-tune-\\d+-\\d+-\\d+") && !line.contains("absent"));
    }

    @Test
    void opensNothingInTheSharedFolder() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Path shared = Files.createDirectory(folder.resolve("tmp"));
        Path lock = checkout.resolve("local/target/build.lock");
        Files.createSymbolicLink(lock, precious);
        Files.delete(checkout.resolve("local/target/libraries.txt"));

        assertThat(run(
                        folder,
                        Map.of("TMPDIR", shared.toString()),
                        checkout.resolve("fine-tune").toString()))
                .containsExactly(
                        "fine-tune: " + checkout.toRealPath() + "/local/target/build.lock is a link: remove it.");
        assertThat(precious).hasContent("precious");
        assertThat(shared).isEmptyDirectory();
    }

    @Test
    void refusesAnOlderJavaAndAHeapThatIsNone() throws Exception {
        assertThat(run(
                        folder,
                        Map.of("FINE_TUNE_HEAP", "2g -version"),
                        checkout.resolve("fine-tune").toString()))
                .singleElement()
                .asString()
                .startsWith("fine-tune: FINE_TUNE_HEAP is");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        assertThat(run(folder, Map.of(), checkout.resolve("fine-tune").toString()))
                .singleElement()
                .asString()
                .contains("JDK 17 or later is required");
    }

    private List<String> run(Path directory, Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        process.waitFor();
        return lines;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
