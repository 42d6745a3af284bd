package io.github.bedrockfinetuning.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What must not make a difference to what is found in a file. */
class CheckPropertiesTest {
    private static final Model CLAUDE = Check.modelFor(null);

    @Property(seed = "7", tries = 300)
    void theBordersOfBuffersDoNot(@ForAll("files") List<String> lines, @ForAll @IntRange(min = 1, max = 3000) int size)
            throws IOException {
        ByteSource file = file(lines);
        CheckResult whole = file.check(CLAUDE, 1, Blocks.SIZE);

        assertThat(file.check(CLAUDE, 1, size)).isEqualTo(whole);
        assertThat(file.inBits().check(CLAUDE, 1, size)).isEqualTo(whole);
    }

    @Property(seed = "7", tries = 150)
    void theNumberOfThreadsDoesNot(
            @ForAll("files") List<String> lines,
            @ForAll @IntRange(min = 2, max = 6) int threads,
            @ForAll @IntRange(min = 1, max = 1000) int size)
            throws IOException {
        ByteSource file = file(lines);

        assertThat(file.check(CLAUDE, threads, size)).isEqualTo(file.check(CLAUDE, 1, Blocks.SIZE));
    }

    @Property(seed = "7", tries = 300)
    void theOrderOfLinesDoesNot(@ForAll("files") List<String> lines, @ForAll Random random) throws IOException {
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, random);
        CheckResult result = file(lines).check(CLAUDE, 1, Blocks.SIZE);
        CheckResult other = file(shuffled).check(CLAUDE, 1, Blocks.SIZE);

        assertThat(other.verdict()).isEqualTo(result.verdict());
        assertThat(other.records()).isEqualTo(result.records());
        assertThat(other.tokensEstimate()).isEqualTo(result.tokensEstimate());
        assertThat(byLine(other, shuffled)).isEqualTo(byLine(result, lines));
    }

    private static ByteSource file(List<String> lines) {
        return ByteSource.of(String.join("\n", lines) + "\n");
    }

    /** Which of two records that are the same is told depends on which comes first. */
    private static final List<String> OF_TWO = List.of("DUPLICATE_RECORD", "LABEL_SPELLING");

    /** How often each rule found something in which line, by what the line says. */
    private static Map<String, Long> byLine(CheckResult result, List<String> lines) {
        return result.findings().stream()
                // Which of two near copies is told depends on which comes first.
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

    @Provide
    Arbitrary<List<String>> files() {
        return Arbitraries.frequencyOf(
                        Tuple.of(12, records()),
                        Tuple.of(2, records().map(CheckPropertiesTest::damaged)),
                        Tuple.of(
                                1,
                                Arbitraries.of(
                                        "",
                                        "  ",
                                        "\r",
                                        "{}",
                                        "null",
                                        "[1]",
                                        "{\"messages\": [], \"messages\": []}",
                                        "{\"prompt\": \"a\", \"completion\": \"b\"}",
                                        "{\"messages\": [{\"role\": \"user\", \"content\": \"\\ud800\"}]}")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /** Few different words, so that some records are the same, nearly the same, or contradict each other. */
    private static Arbitrary<String> records() {
        Arbitrary<String> words = Arbitraries.of(
                "card", "Größe", "大", "\\n", "\\u00e9", "😀", "AKIA" + "QWERTYUIOPASDFGH", "4111 1111 1111 1111", "  ");
        Arbitrary<String> texts = words.list().ofMaxSize(6).map(list -> String.join(" ", list));
        Arbitrary<String> roles = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.just("user")), Tuple.of(1, Arbitraries.of("human", "assistant")));
        return Combinators.combine(texts, roles, words)
                .as((question, role, answer) -> "{\"messages\": [{\"role\": \"" + role + "\", \"content\": \""
                        + question + "\"}, {\"role\": \"assistant\", \"content\": \"" + answer + "\"}]}");
    }

    private static String damaged(String record) {
        return record.substring(0, record.length() * 2 / 3);
    }
}
