package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.app.FineTuningApp;
import io.github.bedrockfinetuning.local.cli.FineTune;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process of the command line with SIGKILL during a rehearsal, and starts it again until the rehearsal ends.
 * {@code -Dkills=50} kills it at fifty positions.
 */
class KilledRehearsalsTest {
    private static final int KILLS = Integer.getInteger("kills", 2);
    /** The number of kills at specific journal lengths before a kill during the start. */
    private static final int AT_LENGTH = 2;
    /** The time that is sufficient to start and to read a journal. */
    private static final int STARTING_MILLIS = 3_000;

    @TempDir
    private Path folder;

    @TempDir
    private static Path app;

    private Path dataset;
    private int kills;

    @BeforeAll
    static void synthesize() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "SIGKILL");
        FineTuningApp.synthesize(app, Stacks.REGION, Map.of());
    }

    @BeforeEach
    void write() throws Exception {
        dataset = Colours.write(folder.resolve("colours"), 40, "{}");
    }

    @Test
    void howeverOftenItIsKilledItEndsAsIfItHadNotBeen() throws Exception {
        assertEndsAsIfNotKilled(KILLS);
    }

    /** The rehearsal must end in the same way as an uninterrupted rehearsal with the same faults in one process. */
    @Test
    void withProcessesAndFaultsToo() throws Exception {
        assertEndsAsIfNotKilled(
                (KILLS + 1) / 2, "--processes", "--fault", "AnswerBatch:crash", "--fault", "Tell.Publish:lost-answer");
    }

    private void assertEndsAsIfNotKilled(int wanted, String... options) throws Exception {
        Path whole = folder.resolve("whole");
        ObjectNode uninterrupted = inThisProcess(whole, options);
        long length = Files.size(whole.resolve("journal.jsonl"));

        Random random = new Random(wanted);
        for (int round = 0; kills < wanted; round++) {
            Path kept = folder.resolve("kept-" + round);
            String name = "kept-" + round;
            for (long at : moments(wanted - kills, length, random)) {
                Process process = start(kept, name, options);
                if (!killed(process, kept.resolve("journal.jsonl"), at, random)) {
                    break;
                }
                kills++;
            }
            assertThat(ended(start(kept, name, options), name)).isEqualTo(uninterrupted);
            assertThat(ResumedRehearsalsTest.answers(kept))
                    .as("answers billed")
                    .isEqualTo(ResumedRehearsalsTest.answers(whole));
            String first = Files.readString(folder.resolve(name + ".json"));
            ended(start(kept, name, options), name);
            assertThat(Files.readString(folder.resolve(name + ".json"))).isEqualTo(first);
        }
        System.out.printf("Killed %d times, with %s%n", kills, List.of(options));
    }

    /** Returns the length of the journal at each kill. Every third kill occurs while the journal is read. */
    private static List<Long> moments(int many, long length, Random random) {
        List<Long> moments =
                new ArrayList<>(random.longs(many, 0, length).sorted().boxed().toList());
        for (int i = AT_LENGTH; i < many; i += AT_LENGTH + 1) {
            moments.set(i, -1L);
        }
        return moments;
    }

    /** @return false if the process ended before the kill */
    private static boolean killed(Process process, Path journal, long at, Random random) throws Exception {
        int delay = at < 0 ? random.nextInt(STARTING_MILLIS) : random.nextInt(20);
        while (at > 0 && process.isAlive() && (!Files.exists(journal) || Files.size(journal) < at)) {
            Thread.sleep(1);
        }
        if (process.waitFor(delay, TimeUnit.MILLISECONDS)) {
            return false;
        }
        List<ProcessHandle> handlers = process.descendants().toList();
        process.destroyForcibly().waitFor();
        for (ProcessHandle handler : handlers) {
            handler.onExit().get(30, TimeUnit.SECONDS);
        }
        return true;
    }

    /** Runs the same rehearsal without {@code --processes}, which does not affect the result. */
    private ObjectNode inThisProcess(Path kept, String... options) throws IOException {
        List<FaultSpec> faults = new ArrayList<>();
        for (int i = 0; i < options.length; i++) {
            if (options[i].equals("--fault")) {
                faults.add(FaultSpec.parse(options[++i]));
            }
        }
        Rehearsal.Request request = new Rehearsal.Request(
                Optional.of(dataset),
                Optional.empty(),
                faults,
                false,
                false,
                folder.resolve("reports"),
                Optional.of(kept));
        Outcome outcome = Rehearsal.run(Assembly.read(app), request, Progress.NONE);
        return ResumedRehearsalsTest.comparable(new ObjectMapper().writeValueAsString(outcome));
    }

    private ObjectNode ended(Process process, String name) throws Exception {
        int exit = process.waitFor();
        assertThat(exit).as(() -> read(name + ".err")).isZero();
        return ResumedRehearsalsTest.comparable(read(name + ".json"));
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Process start(Path kept, String name, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfine-tune.reports=" + folder.resolve("reports"),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classpath(),
                FineTune.class.getName(),
                "rehearse",
                dataset.toString(),
                "--app",
                app.toString(),
                "--json"));
        command.addAll(List.of("--keep", kept.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".json").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    /** Returns the class path of this test. */
    private static String classpath() {
        if (KilledRehearsalsTest.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(URL::toString)
                    .map(url -> Path.of(URI.create(url)).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }
}
