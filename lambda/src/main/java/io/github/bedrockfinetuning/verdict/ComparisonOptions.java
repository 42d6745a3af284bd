package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How to compare.
 *
 * @param primary the metric the verdict rests on, declared before the answers are looked at
 * @param metrics further metrics to report; the primary one need not be repeated
 * @param slices fields of the records by which results are shown group by group
 * @param seed of the resampling: the same seed and answers give the same intervals
 * @param resamples bootstrap samples; 10,000 unless there is a reason
 * @param answerSchema JSON Schema that answers must conform to; null = what the right answers have in common
 */
public record ComparisonOptions(
        String primary, List<String> metrics, List<String> slices, long seed, int resamples, JsonNode answerSchema) {
    public static final int RESAMPLES = 10_000;

    public ComparisonOptions {
        metrics = primaryFirst(primary, metrics);
        slices = List.copyOf(slices);
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples is " + resamples + "; it must be 1 or more.");
        }
    }

    /** Without a schema of answers. */
    public ComparisonOptions(String primary, List<String> metrics, List<String> slices, long seed, int resamples) {
        this(primary, metrics, slices, seed, resamples, null);
    }

    private static List<String> primaryFirst(String primary, List<String> metrics) {
        LinkedHashSet<String> all = new LinkedHashSet<>();
        all.add(primary);
        all.addAll(metrics);
        return List.copyOf(new ArrayList<>(all));
    }
}
