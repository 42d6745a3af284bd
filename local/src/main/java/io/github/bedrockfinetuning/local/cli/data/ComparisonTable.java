package io.github.bedrockfinetuning.local.cli.data;

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
            out.printf("%s%n", metric + (metric.equals(comparison.options().primary()) ? " (primary)" : ""));
            for (SystemSummary system : comparison.summaries()) {
                MeanScore estimate = system.metrics().get(metric);
                out.printf(
                        Locale.ROOT,
                        "  %-20s %9s   95 %% interval %s to %s   %,d of %,d answered%s%n",
                        system.name(),
                        number(estimate.value()),
                        number(estimate.low()),
                        number(estimate.high()),
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
                    number(difference.difference()),
                    number(difference.low()),
                    number(difference.high()),
                    number(difference.p()),
                    difference.reason() == null ? "" : "; " + difference.reason());
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
    }
}
