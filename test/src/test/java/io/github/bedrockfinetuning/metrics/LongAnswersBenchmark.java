package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Measures every metric with answers of 10,000 and 100,000 tokens of several kinds. Prints the processor time of the
 * fastest pass in milliseconds, and the ratio of the two lengths. A ratio of ten is linear.
 */
final class LongAnswersBenchmark {
    private static final int SHORT = 10_000;
    private static final int PASSES = 4;
    /** Measures the time of the thread, which other processes do not affect. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LongAnswersBenchmark() {}

    public static void main(String[] arguments) {
        Map<String, IntFunction<String>> kinds = new LinkedHashMap<>();
        kinds.put("words", n -> words(n, ' ', 5_000));
        kinds.put("few words", n -> words(n, ' ', 3));
        kinds.put("lines", n -> words(n, '\n', 5_000));
        kinds.put("digits", "7"::repeat);
        kinds.put("numbers", n -> "1,234.5 ".repeat(n));
        kinds.put("JSON", LongAnswersBenchmark::json);
        System.out.printf("%-20s %-10s %10s %10s %6s%n", "metric", "text", "10,000", "100,000", "ratio");
        for (String name : Metrics.names()) {
            Metric metric = name.equals(JsonConforms.NAME)
                    ? new JsonConforms(JsonNodeFactory.instance.objectNode().put("type", "array"))
                    : Metrics.named(name);
            kinds.forEach((kind, text) -> {
                double shorter = millis(metric, text.apply(SHORT), text.apply(SHORT) + " x");
                double longer = millis(metric, text.apply(10 * SHORT), text.apply(10 * SHORT) + " x");
                System.out.printf(
                        Locale.ROOT,
                        "%-20s %-10s %10.1f %10.1f %6.1f%n",
                        name,
                        kind,
                        shorter,
                        longer,
                        longer / shorter);
            });
        }
    }

    private static double millis(Metric metric, String answer, String right) {
        double best = Double.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = THREADS.getCurrentThreadCpuTime();
            metric.score(answer, List.of(right, answer));
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e6);
        }
        return best;
    }

    private static String words(int count, char between, int different) {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("w").append(random.nextInt(different)).append(i % 12 == 0 ? between : ' ');
        }
        return text.toString();
    }

    private static String json(int tokens) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < tokens / 8; i++) {
            text.append(i == 0 ? "" : ",").append("{\"n\":").append(i).append(",\"t\":\"a\"}");
        }
        return text.append("]").toString();
    }
}
