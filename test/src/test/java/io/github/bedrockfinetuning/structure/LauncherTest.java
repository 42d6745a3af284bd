package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the launcher in a checkout that looks built, with a Java command that prints its arguments. */
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "fine-tune").toAbsolutePath().normalize();

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
        assertThat(LaterShell.in(Files.readString(LAUNCHER))).isEmpty();
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

    /** Names can contain every character but a slash and, because of Java's class path, a colon. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-n",
                "--",
                "it's",
                "a \"b\"",
                "$(touch x)`y`",
                "*?[a]",
                "line\nbreak",
                "end\n",
                " ",
                "größe",
                "\\\\n"
            })
    void findsItsCheckoutUnderAnyName(String name) throws Exception {
        Path moved = Files.move(checkout, folder.resolve(name));
        Path links = Files.createDirectories(folder.resolve("links/" + name));
        Files.createSymbolicLink(links.resolve(name), Path.of("..", "..", name, "fine-tune"));
        String expected =
                moved.toRealPath() + "/local/target/classes:" + moved.toRealPath() + "/local/target/lib/a.jar";

        assertThat(output(folder, Map.of(), moved.resolve("fine-tune").toString(), "check"))
                .contains(expected);
        assertThat(output(links, Map.of(), "./" + name, "check")).contains(expected);
        assertThat(output(moved, Map.of(), "bash", "fine-tune", "check")).contains(expected);
    }

    @Test
    void refusesACheckoutThatAClassPathCannotContain() throws Exception {
        Path moved = Files.move(checkout, folder.resolve("a:b"));

        assertThat(output(folder, Map.of(), moved.resolve("fine-tune").toString(), "check"))
                .contains("colon");
    }

    /** Another user reads the checkout and its libraries but cannot write there. */
    @Test
    void worksForAUserWhoCanOnlyReadTheCheckout() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/setpriv")),
                "Only root with setpriv can become another user.");
        for (Path open = folder; open != null && open.getNameCount() > 1; open = open.getParent()) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        String launcher = checkout.resolve("fine-tune").toString();
        String[] asOther = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", launcher, "check"};

        assertThat(output(Path.of("/tmp"), Map.of("HOME", "/nonexistent"), asOther))
                .contains("local/target/classes", "-Dfine-tune.reports=/tmp/rehearsals")
                .doesNotContain("fine-tune.syntheses");
        Files.delete(checkout.resolve("local/target/libraries.txt"));
        assertThat(output(Path.of("/tmp"), Map.of("HOME", "/nonexistent"), asOther))
                .contains("this checkout is not built", "owner", "./fine-tune --help");
    }

    /** Maven writes one entry per library; the launcher collects the libraries beside the classes. */
    @Test
    void collectsTheLibrariesOfTheClassPath() throws Exception {
        Path jar = Files.writeString(folder.resolve("it's a library.jar"), "jar");
        Path target = checkout.resolve("local/target");
        Files.writeString(target.resolve("classpath.txt"), "/elsewhere/lambda/target/classes:" + jar + "\n");
        Files.delete(target.resolve("libraries.txt"));

        assertThat(output(folder, Map.of(), checkout.resolve("fine-tune").toString(), "check"))
                .contains("/local/target/lib/it's a library.jar")
                .doesNotContain("elsewhere");
        assertThat(target.resolve("lib/it's a library.jar")).hasContent("jar");
        assertThat(target.resolve("libraries.txt"))
                .hasContent("local/target/classes:lambda/target/classes:local/target/lib/it's a library.jar");
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
                .anyMatch(line -> line.matches("LC_ALL=.*(?i)utf-?8"))
                .contains("-Dfine-tune.charset=US-ASCII");
        assertThat(run(
                        folder,
                        Map.of("LC_ALL", "C.UTF-8"),
                        checkout.resolve("fine-tune").toString()))
                .contains("-Dfine-tune.charset=UTF-8");
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
        return output(directory, environment, command).lines().toList();
    }

    private String output(Path directory, Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
