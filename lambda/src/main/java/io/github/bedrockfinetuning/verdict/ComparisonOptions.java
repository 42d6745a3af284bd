package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of a comparison.
 *
 * @param primary the metric that the verdict is based on, declared before the answers are scored
 * @param metrics further metrics to report; the primary metric does not need to be repeated
 * @param slices the record fields by which results are grouped
 * @param seed of the resampling: the same seed and answers give the same intervals
 * @param resamples the number of bootstrap samples; 10,000 by default
 * @param answerSchema the JSON Schema that answers must conform to; null = inferred from the right answers
 */
public record ComparisonOptions(
        String primary,
        List<String> metrics,
        List<String> slices,
        long seed,
        int resamples,
        @Nullable JsonNode answerSchema) {
    public static final int RESAMPLES = 10_000;

    public ComparisonOptions {
        metrics = primaryFirst(primary, metrics);
        slices = List.copyOf(slices);
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples is " + resamples + "; it must be 1 or more.");
        }
    }

    /** Creates options without an answer schema. */
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
