package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Converts a comparison to JSON. Unknown numbers are null. Values are in the metric's own scale. */
public final class ComparisonJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ComparisonJson() {}

    public static ObjectNode of(Comparison comparison) {
        ObjectNode root = JSON.objectNode();
        ObjectNode systems = root.putObject("systems");
        comparison.summaries().forEach(summary -> systems.set(summary.name(), system(summary)));
        ArrayNode comparisons = root.putArray("comparisons");
        comparison.differences().forEach(difference -> comparisons.add(difference(difference)));
        return root;
    }

    private static ObjectNode system(SystemSummary summary) {
        ObjectNode node = JSON.objectNode()
                .put("n", summary.n())
                .put("answered", summary.answered())
                .put("failed", summary.failed())
                .put("empty", summary.outcomes().empty());
        ObjectNode metrics = node.putObject("metrics");
        summary.metrics().forEach((name, estimate) -> metrics.set(name, estimate(estimate)));
        if (summary.costPerThousand() == null) {
            node.putNull("cost");
        } else {
            node.putObject("cost")
                    .put("perThousandRequests", summary.costPerThousand())
                    .put("currency", "USD");
        }
        SystemSummary.Consumption consumption = summary.consumption();
        if (consumption.medianLatencyMs() == null) {
            node.putNull("latency");
        } else {
            node.putObject("latency")
                    .put("medianMs", consumption.medianLatencyMs())
                    .put("p95Ms", consumption.latency95Ms());
        }
        return node.put("outputTokens", consumption.outputTokens());
    }

    public static ObjectNode estimate(MeanScore estimate) {
        ObjectNode node = JSON.objectNode();
        put(node, "value", estimate.value());
        put(node, "low", estimate.low());
        put(node, "high", estimate.high());
        return node;
    }

    private static ObjectNode difference(Difference difference) {
        ObjectNode node = JSON.objectNode()
                .put("a", difference.a())
                .put("b", difference.b())
                .put("metric", difference.metric());
        put(node, "difference", difference.difference());
        put(node, "low", difference.low());
        put(node, "high", difference.high());
        put(node, "p", difference.p());
        node.put("verdict", difference.verdict().id());
        node.put("slice", difference.slice() == null ? null : difference.slice().toString());
        node.put("n", difference.n());
        put(node, "smallestDifference", difference.smallest());
        return node.put("reason", difference.reason());
    }

    public static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
