package io.github.bedrockfinetuning.verdict;

import java.util.Map;

/**
 * One system's results.
 *
 * @param n records asked, answered or not
 * @param failed missing and refused answers: each scores 0
 * @param empty answers that were given and hold nothing, of those answered
 * @param metrics by name
 * @param costPerThousand US dollars for 1,000 requests like these; null = not known
 * @param medianLatencyMs null = not known
 * @param latency95Ms 95th percentile; null = not known
 * @param outputTokens mean tokens of an answer; null = not known
 */
public record SystemSummary(
        String name,
        String label,
        int n,
        int answered,
        int failed,
        int empty,
        Map<String, MeanScore> metrics,
        Double costPerThousand,
        Double medianLatencyMs,
        Double latency95Ms,
        Double outputTokens) {}
