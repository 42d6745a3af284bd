package io.github.bedrockfinetuning.local.cli.data;

import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.Difference;
import io.github.bedrockfinetuning.verdict.MeanScore;
import io.github.bedrockfinetuning.verdict.SystemSummary;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a comparison as text. */
final class ComparisonTable {
    private ComparisonTable() {}

    static void print(Comparison comparison, PrintWriter out) {
        for (String metric : comparison.options().metrics()) {
            double scale = Metrics.named(metric).scale();
            out.printf(
                    "%s, out of 100%s%n",
                    metric, metric.equals(comparison.options().primary()) ? " (primary)" : "");
            for (SystemSummary system : comparison.summaries()) {
                MeanScore estimate = system.metrics().get(metric);
                out.printf(
                        Locale.ROOT,
                        "  %-20s %9s (95%% interval %s to %s)%n    %,d of %,d answered%s%n",
                        system.name(),
                        score(estimate.value(), scale),
                        score(estimate.low(), scale),
                        score(estimate.high(), scale),
                        system.answered(),
                        system.n(),
                        system.outcomes().empty() == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", %,d empty",
                                        system.outcomes().empty()));
            }
        }
        comparison.remarks().forEach(out::println);
        out.println();
        for (Difference difference : comparison.differences()) {
            double scale = Metrics.named(difference.metric()).scale();
            out.printf(
                    Locale.ROOT,
                    "%s %s than %s by %s%s: %s (%s to %s), p %s%s%n",
                    difference.a(),
                    !difference.shown()
                            ? "not shown to be better or worse"
                            : difference.verdict().id(),
                    difference.b(),
                    difference.metric(),
                    difference.slice() == null ? "" : " where " + difference.slice(),
                    score(difference.difference(), scale),
                    score(difference.low(), scale),
                    score(difference.high(), scale),
                    number(difference.p()),
                    difference.reason() == null ? "" : "; " + difference.reason());
        }
    }

    /** Formats a score on a scale of 0 to 100, as in the report. */
    private static String score(double value, double scale) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", 100 * value / scale) : "-";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
    }
}
