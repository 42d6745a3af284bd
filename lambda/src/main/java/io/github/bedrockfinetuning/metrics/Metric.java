package io.github.bedrockfinetuning.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores one answer against the references of its record. Higher is better. */
public interface Metric {
    /** Its name, what it measures and where that is defined. */
    MetricDefinition definition();

    /** The name in settings and reports. */
    default String name() {
        return definition().name();
    }

    /** The score of a perfect answer: 1 or 100. */
    double scale();

    /**
     * @param prediction the answer, unchanged
     * @param references the right answers; the best match counts
     * @return a number from 0 to {@link #scale()}; NaN where the definition gives none
     */
    double score(String prediction, List<String> references);

    /**
     * Scores with the record's further fields at hand, for definitions that need more than text (TAT-QA's answer type
     * and scale). Most need no more.
     */
    default double score(String prediction, List<String> references, Map<String, String> fields) {
        return score(prediction, references);
    }

    /**
     * Why the metric cannot use the right answers of a record as its definition has it, and what it does instead, as the end
     * of a sentence; nothing if it can.
     */
    default Optional<String> obstacle(List<String> references, Map<String, String> fields) {
        return Optional.empty();
    }

    /** What of a long text the metric reads, such as "the first 20,000 tokens"; nothing if it reads all of it. */
    default Optional<String> bound() {
        return Optional.empty();
    }

    /** Whether a text is longer than what the metric reads of it. */
    default boolean truncates(String text) {
        return false;
    }

    /** Whether an answer is either right or wrong, nothing between. */
    default boolean rightOrWrong() {
        return false;
    }
}
