package io.github.bedrockfinetuning.verdict;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The results of a system.
 *
 * @param metrics the mean scores by the metric's name
 */
public record SystemSummary(
        String name,
        @Nullable String label,
        Outcomes outcomes,
        Map<String, MeanScore> metrics,
        Consumption consumption) {

    /**
     * The outcomes of the requests.
     *
     * @param n the number of records, both answered and unanswered
     * @param failed the number of missing and refused answers, which score 0
     * @param empty the number of answers without any text
     */
    public record Outcomes(int n, int answered, int failed, int empty) {}

    /**
     * The resources that the answers consumed. Each figure is null if it is unknown.
     *
     * @param costPerThousand the cost of 1,000 similar requests in US dollars
     * @param latency95Ms the 95th percentile of the latency in milliseconds
     * @param outputTokens the mean number of tokens per answer
     */
    public record Consumption(
            @Nullable Double costPerThousand,
            @Nullable Double medianLatencyMs,
            @Nullable Double latency95Ms,
            @Nullable Double outputTokens) {}

    public int n() {
        return outcomes.n();
    }

    public int answered() {
        return outcomes.answered();
    }

    public int failed() {
        return outcomes.failed();
    }

    public @Nullable Double costPerThousand() {
        return consumption.costPerThousand();
    }

    /** Returns the mean score for a metric of the comparison. */
    public MeanScore score(String metric) {
        return Objects.requireNonNull(metrics.get(metric));
    }
}
