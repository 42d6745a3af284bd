package io.github.bedrockfinetuning.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Simulates systems with a known difference. Checks how often the intervals contain the difference, and that verdicts
 * are rare if there is no difference. {@code -Dcoverage=1000} runs 1,000 repetitions, and {@code -Dresamples=2000}
 * makes them faster. By default, 300 repetitions of the smallest case detect large errors.
 */
class CoverageTest {
    private static final int REPETITIONS = Integer.getInteger("coverage", 300);
    private static final boolean FULL = REPETITIONS >= 1_000;
    private static final int RESAMPLES = Integer.getInteger("resamples", FULL ? ComparisonOptions.RESAMPLES : 1_000);

    @ParameterizedTest
    @CsvSource({
        "accuracy,100,0.1",
        "accuracy,770,0.05",
        "accuracy,3572,0.02",
        "accuracy,100,0",
        "accuracy,770,0",
        "accuracy,3572,0",
        "token_f1_multiset,100,0.1",
        "token_f1_multiset,770,0.05",
        "token_f1_multiset,3572,0.02",
        "token_f1_multiset,100,0",
        "token_f1_multiset,770,0",
        "token_f1_multiset,3572,0"
    })
    void intervalsCoverTheTruthAndChanceRarelyGivesAVerdict(String metric, int n, double difference) {
        assumeTrue(FULL || n == 100, "larger sets are simulated with -Dcoverage=1000");
        double truth = difference * (metric.equals("accuracy") ? 1 : 100);
        List<Difference> all = IntStream.range(0, REPETITIONS)
                .parallel()
                .mapToObj(repetition -> simulate(metric, n, difference, repetition))
                .toList();
        long covered = all.stream()
                .filter(found -> found.low() <= truth && truth <= found.high())
                .count();
        long shown = all.stream().filter(Difference::shown).count();
        System.out.printf(
                "%s n=%d difference=%s: covered %.1f %%, verdicts %.1f %%%n",
                metric, n, difference, 100.0 * covered / REPETITIONS, 100.0 * shown / REPETITIONS);
        // With fewer than one thousand repetitions, three standard errors are tolerated.
        double slack = FULL ? 0 : 0.02;
        assertThat((double) covered / REPETITIONS).isBetween(0.93 - slack, 0.97 + slack);
        if (difference == 0) {
            assertThat((double) shown / REPETITIONS).isLessThanOrEqualTo(0.075 + slack);
        }
    }

    /** Both systems are correct more often for easy records, so a paired comparison is useful. */
    private static Difference simulate(String metric, int n, double difference, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TestRecord> references = new ArrayList<>(n);
        Map<String, Answer> tuned = new HashMap<>();
        Map<String, Answer> base = new HashMap<>();
        for (int i = 0; i < n; i++) {
            String id = Integer.toString(i);
            double ease = 0.35 + 0.3 * random.nextDouble();
            references.add(new TestRecord(id, List.of("a b c d"), Map.of(), null));
            tuned.put(id, answer(id, metric, ease + difference, random));
            base.put(id, answer(id, metric, ease, random));
        }
        List<SystemAnswers> systems =
                List.of(new SystemAnswers("tuned", "tuned", tuned), new SystemAnswers("base", "base", base));
        ComparisonOptions options = new ComparisonOptions(metric, List.of(), List.of(), seed, RESAMPLES);
        return Comparison.of(references, systems, options).primary("tuned", "base");
    }

    /**
     * For token F1, each of four tokens is correct with the specified probability, so the mean score is 100 times the
     * probability.
     */
    private static Answer answer(String id, String metric, double chance, SplittableRandom random) {
        String text;
        if (metric.equals("accuracy")) {
            text = random.nextDouble() < chance ? "a b c d" : "x";
        } else {
            StringBuilder tokens = new StringBuilder();
            for (char token = 'a'; token <= 'd'; token++) {
                tokens.append(random.nextDouble() < chance ? token : 'x').append(' ');
            }
            text = tokens.toString();
        }
        return new Answer(id, text, null, null, null, null);
    }
}
