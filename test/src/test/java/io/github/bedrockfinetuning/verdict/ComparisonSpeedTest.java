package io.github.bedrockfinetuning.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparisonSpeedTest {
    private static final int RECORDS = 3_572;

    @Test
    void comparesThreeSystemsWithTenThousandResamplesInUnderTwoSeconds() {
        List<Reference> references = new ArrayList<>();
        Map<String, Map<String, Answer>> systems = new HashMap<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < RECORDS; i++) {
            String id = Integer.toString(i);
            references.add(new Reference(id, List.of("the net revenue of 2019 was 1,496.5 million"), Map.of(), null));
            for (String system : List.of("tuned", "base", "reference")) {
                String text = random.nextBoolean() ? "net revenue was 1,496.5 million" : "it was about 12 " + i;
                systems.computeIfAbsent(system, s -> new HashMap<>())
                        .put(id, new Answer(id, text, null, null, null, null));
            }
        }
        List<SystemAnswers> answers = new ArrayList<>();
        systems.forEach((name, all) -> answers.add(new SystemAnswers(name, name, all)));
        Options options = new Options("token_f1_multiset", List.of("squad_em"), List.of(), 1, Options.RESAMPLES);

        long best = Long.MAX_VALUE;
        for (int run = 0; run < 4; run++) {
            long start = System.nanoTime();
            Comparison.of(references, answers, options);
            best = Math.min(best, System.nanoTime() - start);
        }

        System.out.printf("Comparison of three systems over %d records: %d ms warm%n", RECORDS, best / 1_000_000);
        assertThat(best / 1_000_000).as("milliseconds, warm").isLessThan(2_000);
    }
}
