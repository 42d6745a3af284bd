package io.github.bedrockfinetuning.evaluating;

import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import java.util.List;

/**
 * Records of other tasks, asked behind the test set's: they decide nothing and show what training made the model forget.
 */
final class GeneralSet {
    private GeneralSet() {}

    /**
     * Null where there is no general set. Recorded answers are to the test set alone, so those without any here are left
     * out.
     */
    static Comparison compare(List<TestRecord> references, List<SystemAnswers> systems, long seed) {
        if (references.isEmpty()) {
            return null;
        }
        List<String> metrics = Metrics.inferred(references.stream()
                .map(reference -> reference.references().get(0))
                .toList());
        List<SystemAnswers> asked = systems.stream()
                .filter(system -> SystemAnswers.RUNS_OWN.contains(system.name())
                        || references.stream()
                                .anyMatch(reference -> system.answers().containsKey(reference.id())))
                .toList();
        return Comparison.of(
                references,
                asked,
                new ComparisonOptions(metrics.get(0), metrics, List.of(), seed, ComparisonOptions.RESAMPLES));
    }
}
