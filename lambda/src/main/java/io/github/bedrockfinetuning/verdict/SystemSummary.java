package io.github.bedrockfinetuning.verdict;

import java.util.Map;

/**
 * One system's results.
 *
 * @param metrics the mean scores by the metric's name
 */
public record SystemSummary(
        String name, String label, Outcomes outcomes, Map<String, MeanScore> metrics, Consumption consumption) {

    /**
     * What came of the requests.
     *
     * @param n records, answered or not
     * @param failed missing and refused answers: each scores 0
     * @param empty answers without any text, of those answered
     */
    public record Outcomes(int n, int answered, int failed, int empty) {}

    /**
     * What the answers took. Each figure is null if it is unknown.
     *
     * @param costPerThousand US dollars for 1,000 requests like these
     * @param latency95Ms 95th percentile of the latency
     * @param outputTokens mean number of tokens of an answer
     */
    public record Consumption(
            Double costPerThousand, Double medianLatencyMs, Double latency95Ms, Double outputTokens) {}

    public int n() {
        return outcomes.n();
    }

    public int answered() {
        return outcomes.answered();
    }

    public int failed() {
        return outcomes.failed();
    }

    public Double costPerThousand() {
        return consumption.costPerThousand();
    }

    /** The mean score by a metric. */
    public MeanScore score(String metric) {
        return metrics.get(metric);
    }
}
