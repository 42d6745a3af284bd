package io.github.bedrockfinetuning.evaluating;

import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the answers to the records for other tasks, which follow the test set. They do not affect the decision but
 * show what the model has forgotten.
 */
final class GeneralSet {
    private GeneralSet() {}

    /**
     * Returns the comparison, or null if there is no general set. Recorded answers exist only for the test set, so
     * systems with recorded answers are omitted.
     */
    static @Nullable Comparison compare(List<TestRecord> references, List<SystemAnswers> systems, long seed) {
        if (references.isEmpty()) {
            return null;
        }
        List<String> metrics = Metrics.inferred(references.stream()
                .map(reference -> reference.references().get(0))
                .toList());
        List<SystemAnswers> asked = systems.stream()
                .filter(system -> SystemRole.of(system.name()).isPresent()
                        || references.stream()
                                .anyMatch(reference -> system.answers().containsKey(reference.id())))
                .toList();
        return Comparison.of(
                references,
                asked,
                new ComparisonOptions(metrics.get(0), metrics, List.of(), seed, ComparisonOptions.RESAMPLES));
    }
}
