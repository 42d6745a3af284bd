package io.github.bedrockfinetuning.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores one answer against the references of its record. Higher is better. */
public interface Metric {
    /** Returns the metric's name, meaning, and source. */
    MetricDefinition definition();

    /** Returns the name that is used in settings and reports. */
    default String name() {
        return definition().name();
    }

    /** Returns the score of a perfect answer: 1 or 100. */
    double scale();

    /**
     * Scores an answer.
     *
     * @param prediction the answer, unchanged
     * @param references the reference answers; the best match counts
     * @return a number from 0 to {@link #scale()}, or NaN if the metric is undefined for these references
     */
    double score(String prediction, List<String> references);

    /**
     * Scores an answer with the record's other fields, for metrics that need more than the text, such as TAT-QA's
     * answer type and scale. By default, ignores the fields.
     */
    default double score(String prediction, List<String> references, Map<String, String> fields) {
        return score(prediction, references);
    }

    /**
     * Returns the reason that the metric cannot use a record's reference answers as its definition requires and a
     * description of what it does instead, phrased as the end of a sentence, or empty if it can use them.
     */
    default Optional<String> obstacle(List<String> references, Map<String, String> fields) {
        return Optional.empty();
    }

    /**
     * Returns the part of a long string that the metric reads, such as "the first 20,000 tokens", or empty if it
     * reads the entire string.
     */
    default Optional<String> bound() {
        return Optional.empty();
    }

    /** Returns whether a string is longer than the part that the metric reads. */
    default boolean truncates(String text) {
        return false;
    }

    /** Returns whether every answer is either right or wrong, with no scores in between. */
    default boolean rightOrWrong() {
        return false;
    }
}
