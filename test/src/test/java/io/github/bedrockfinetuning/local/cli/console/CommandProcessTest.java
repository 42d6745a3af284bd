package io.github.bedrockfinetuning.local.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockfinetuning.local.cli.FineTune;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the process of the command line: how it ends, and what remains. */
@Timeout(120)
class CommandProcessTest {
    @TempDir
    Path folder;

    private Path temporary;

    @BeforeEach
    void makeFolders() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    private record Ended(int code, List<String> out, List<String> err) {}

    @Test
    void refusesAPipeInsteadOfWaitingForIt() throws Exception {
        Path pipe = folder.resolve("pipe.jsonl");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

        for (List<String> arguments :
                List.of(List.of("rehearse", pipe.toString()), List.of("check", pipe.toString()))) {
            Ended ended = end(start(List.of(), arguments));
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).singleElement().asString().contains("not a regular file");
        }
    }

    @Test
    void refusesADatasetThatIsTooLargeToRehearse() throws Exception {
        Path large = folder.resolve("large.jsonl");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(200L << 20);
        }

        Ended ended = end(start(List.of(), List.of("rehearse", large.toString())));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).singleElement().asString().contains("up to 64 MiB", "is 200 MiB");
    }

    @Test
    void endsWithOneLineAndTwoWithoutMemory() throws Exception {
        Path list =
                Files.writeString(folder.resolve("list.json"), "[" + "{\"questions\":[{}]},".repeat(400_000) + "{}]");
        Path answers = Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"1\",\"answer\":\"a\"}\n");

        Ended ended =
                end(start(List.of("-Xmx24m"), List.of("compare", "a=" + answers, "--references", list.toString())));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).singleElement().asString().contains("requires more memory", "FINE_TUNE_HEAP");
        assertThat(left()).isEmpty();
    }

    @Test
    void endsQuietlyWhenNobodyReadsOn() throws Exception {
        Path pairs = Files.writeString(
                folder.resolve("pairs.jsonl"),
                "{\"id\": \"1\", \"prediction\": \"a\", \"references\": [\"a\"]}\n".repeat(50_000));

        Process process = start(List.of(), List.of("score", "--metric", "accuracy", pairs.toString()));
        try (InputStream out = process.getInputStream()) {
            assertThat(out.read()).isPositive();
        }

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(141);
        assertThat(lines(process.getErrorStream())).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void leavesNeitherChildrenNorFilesAfterCtrlC() throws Exception {
        Process process = start(List.of(), List.of("access"));
        while (process.toHandle().descendants().findAny().isEmpty()) {
            assertThat(process.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        List<ProcessHandle> children = process.toHandle().descendants().toList();
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();

        Ended ended = end(process);

        assertThat(ended.code()).isEqualTo(130);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).containsExactly("fine-tune: interrupted.");
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(left()).isEmpty();
    }

    @Test
    void leavesNothingAtItsEnd() throws Exception {
        assertThat(end(start(List.of(), List.of("--version"))).code()).isZero();
        assertThat(left()).isEmpty();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.toList();
        }
    }

    private Process start(List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary.resolve("own"),
                "-Dfine-tune.temporary=" + temporary.resolve("own"),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(FineTune.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TMPDIR", temporary.resolve("own").toString());
        return builder.start();
    }

    private static Ended end(Process process) throws Exception {
        process.getOutputStream().close();
        List<String> out = lines(process.getInputStream());
        List<String> err = lines(process.getErrorStream());
        return new Ended(process.waitFor(), out, err);
    }

    private static List<String> lines(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("Picked up "))
                .toList();
    }
}
