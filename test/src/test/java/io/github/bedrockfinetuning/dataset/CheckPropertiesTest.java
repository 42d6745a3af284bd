package io.github.bedrockfinetuning.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks properties that must not affect the findings, with generated files. A failure message contains the seed of its
 * file.
 */
class CheckPropertiesTest {
    private static final Model CLAUDE = Catalogue.load().modelFor(null);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    static LongStream fewerSeeds() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBordersOfBuffersDoNot(long seed) throws IOException {
        Random random = new Random(seed);
        ByteSource file = file(GeneratedFile.lines(random));
        int size = 1 + random.nextInt(3000);
        CheckResult whole = file.check(CLAUDE, 1, Blocks.SIZE);

        assertThat(file.check(CLAUDE, 1, size)).as("seed " + seed).isEqualTo(whole);
        assertThat(file.inBits().check(CLAUDE, 1, size)).as("seed " + seed).isEqualTo(whole);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewerSeeds")
    void theNumberOfThreadsDoesNot(long seed) throws IOException {
        Random random = new Random(seed);
        ByteSource file = file(GeneratedFile.lines(random));
        int threads = 2 + random.nextInt(5);
        int size = 1 + random.nextInt(1000);

        assertThat(file.check(CLAUDE, threads, size)).as("seed " + seed).isEqualTo(file.check(CLAUDE, 1, Blocks.SIZE));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfLinesDoesNot(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = GeneratedFile.lines(random);
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, random);
        CheckResult result = file(lines).check(CLAUDE, 1, Blocks.SIZE);
        CheckResult other = file(shuffled).check(CLAUDE, 1, Blocks.SIZE);

        assertThat(other.verdict()).as("seed " + seed).isEqualTo(result.verdict());
        assertThat(other.records()).as("seed " + seed).isEqualTo(result.records());
        assertThat(other.tokensEstimate()).as("seed " + seed).isEqualTo(result.tokensEstimate());
        assertThat(byLine(other, shuffled)).as("seed " + seed).isEqualTo(byLine(result, lines));
    }

    private static ByteSource file(List<String> lines) {
        return ByteSource.of(String.join("\n", lines) + "\n");
    }

    /** For these rules, the finding is at the second of two equal records, so it depends on their order. */
    private static final List<String> OF_TWO = List.of("DUPLICATE_RECORD", "LABEL_SPELLING");

    /** Returns the number of findings by rule and content of the line. */
    private static Map<String, Long> byLine(CheckResult result, List<String> lines) {
        return result.findings().stream()
                // The finding is at the second of two similar records, so it depends on their order.
                .filter(finding -> finding.severity() != Severity.INFO)
                .collect(groupingBy(
                        finding -> finding.rule()
                                + (finding.line() == null || OF_TWO.contains(finding.rule())
                                        ? ""
                                        : " " + finding.column() + " " + finding.field() + " "
                                                + lines.get(finding.line().intValue() - 1)),
                        TreeMap::new,
                        counting()));
    }
}
