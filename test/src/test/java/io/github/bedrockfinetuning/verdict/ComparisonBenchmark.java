package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Compares three systems over 3,572 records by two metrics with 10,000 resamples, repeatedly in this JVM. Prints the
 * milliseconds of the first pass and of the fastest later pass. The time to generate the answers is not included.
 */
final class ComparisonBenchmark {
    private static final int RECORDS = 3_572;
    private static final int PASSES = 6;

    private ComparisonBenchmark() {}

    public static void main(String[] arguments) {
        List<TestRecord> references = new ArrayList<>();
        Map<String, Map<String, Answer>> systems = new HashMap<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < RECORDS; i++) {
            String id = Integer.toString(i);
            references.add(new TestRecord(id, List.of("the net revenue of 2019 was 1,496.5 million"), Map.of(), null));
            for (String system : List.of("tuned", "base", "reference")) {
                String text = random.nextBoolean() ? "net revenue was 1,496.5 million" : "it was about 12 " + i;
                systems.computeIfAbsent(system, s -> new HashMap<>())
                        .put(id, new Answer(id, text, null, null, null, null));
            }
        }
        List<SystemAnswers> answers = new ArrayList<>();
        systems.forEach((name, all) -> answers.add(new SystemAnswers(name, name, all)));
        ComparisonOptions options = new ComparisonOptions(
                "token_f1_multiset", List.of("squad_em"), List.of(), 1, ComparisonOptions.RESAMPLES);
        long first = 0;
        long warm = Long.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            Comparison.of(references, answers, options);
            long took = System.nanoTime() - start;
            first = pass == 0 ? took : first;
            warm = Math.min(warm, took);
        }
        System.out.printf(
                "Three systems, %,d records, %,d resamples: %d ms at first, %d ms when warm (wanted: under 2,000)%n",
                RECORDS, ComparisonOptions.RESAMPLES, first / 1_000_000, warm / 1_000_000);
    }
}
