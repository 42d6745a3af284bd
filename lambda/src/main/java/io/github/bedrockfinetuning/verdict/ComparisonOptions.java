package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a comparison.
 *
 * @param primary the metric on which the verdict is based, declared before the answers are scored
 * @param metrics additional metrics to report; the primary metric can be omitted
 * @param slices the record fields by which results are grouped
 * @param seed the seed of the resampling; the same seed and answers result in the same intervals
 * @param resamples the number of bootstrap samples; 10,000 by default
 * @param answerSchema the JSON Schema that answers must conform to; null to infer it from the reference answers
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
            throw new IllegalArgumentException("resamples is " + resamples + ", but it must be at least 1.");
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
