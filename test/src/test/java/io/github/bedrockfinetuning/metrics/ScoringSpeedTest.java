package io.github.bedrockfinetuning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the time to score 10,000 pairs by F1 and exact match with the same work in plain Python, alternately on the
 * same computer. It takes half a minute on an idle computer, so it runs only with {@code -Dbenchmark}.
 */
class ScoringSpeedTest {
    private static final int PAIRS = 10_000;
    private static final int TURNS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void scoresWhatPythonScoresInAFractionOfItsTime() throws Exception {
        assumeTrue(System.getProperty("benchmark") != null, "the benchmark is run with -Dbenchmark");
        assumeTrue(onPath("python3"), "no python3 on PATH to compare with");
        Path pairs = pairs();
        Path script = folder.resolve("squad.py");
        try (InputStream in = ScoringSpeedTest.class.getResourceAsStream("squad.py")) {
            Files.copy(in, script);
        }
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ScoringBenchmark.class.getName(),
                pairs.toString());
        // Other load can only increase a time, so the fastest time of each side counts.
        double theirs = Double.MAX_VALUE;
        double first = Double.MAX_VALUE;
        double warm = Double.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            double[] python = run(List.of("python3", script.toString(), pairs.toString()));
            double[] ours = run(java);
            assertThat(ours[2]).as("sum of exact matches").isEqualTo(python[1]);
            assertThat(ours[3]).as("sum of F1").isCloseTo(python[2], within(1e-6));
            theirs = Math.min(theirs, python[0]);
            first = Math.min(first, ours[0]);
            warm = Math.min(warm, ours[1]);
        }
        System.out.printf(
                "F1 and exact match of %,d pairs: %.1f times Python's speed at once (wanted: 3), %.1f times when"
                        + " warm (wanted: 8)%n",
                PAIRS, theirs / first, theirs / warm);
    }

    /**
     * Creates answers of one to about forty words that are similar to their references, with articles, figures and
     * punctuation.
     */
    private Path pairs() throws Exception {
        String[] words =
                ("the a an net revenue increased decreased in of and 2019 2018 $1,496.5 million thousand (12.4)% "
                                + "mainly due to Company's share-based compensation; costs, fees. \"Other\" income was for which")
                        .split(" ");
        SplittableRandom random = new SplittableRandom(5);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            StringBuilder right = new StringBuilder();
            StringBuilder given = new StringBuilder();
            int length = 1 + random.nextInt(40);
            boolean same = i % 3 == 0;
            for (int w = 0; w < length; w++) {
                String word = words[random.nextInt(words.length)];
                right.append(word).append(' ');
                given.append(same || random.nextInt(4) > 0 ? word : words[random.nextInt(words.length)])
                        .append(' ');
            }
            ObjectNode pair = JSON.createObjectNode().put("prediction", given.toString());
            pair.putArray("references").add(right.toString());
            lines.add(JSON.writeValueAsString(pair));
        }
        return Files.write(folder.resolve("pairs.jsonl"), lines);
    }

    private static double[] run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
        return Arrays.stream(output.strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
