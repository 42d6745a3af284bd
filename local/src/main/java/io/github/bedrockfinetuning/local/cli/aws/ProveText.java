package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.local.prove.Conclusion;
import io.github.bedrockfinetuning.local.prove.record.Difference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats the result of {@code prove} as text. */
final class ProveText {
    private static final String ROW = "%-22s %-13s %9s  %s";

    private ProveText() {}

    static String[] of(Conclusion conclusion, Path out) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(ROW, "Experiment", "Result", "At most", "Seen"));
        for (Conclusion.Row row : conclusion.rows()) {
            String cost = row.cost()
                    .map(amount -> String.format(Locale.ROOT, "$%.4f", amount))
                    .orElse("");
            lines.add(String.format(ROW, row.name(), row.result(), cost, row.seen()));
        }
        lines.add("");
        if (conclusion.differences().isEmpty()) {
            lines.add("No differences from the local simulation.");
        } else {
            lines.add(conclusion.differences().size() + " differences from the local simulation:");
            for (Difference one : conclusion.differences()) {
                lines.add(
                        "  " + one.operation() + ", " + one.member() + ": local " + one.local() + ", AWS " + one.aws());
            }
        }
        lines.add(String.format(Locale.ROOT, "Spent: at most $%.4f.", conclusion.spent()));
        if (conclusion.stillBilling().isEmpty()) {
            lines.add("Still billed: nothing.");
        } else {
            lines.add("The following resources are still being billed. Delete them in the Bedrock console, or "
                    + "run prove again:");
            conclusion.stillBilling().forEach(one -> lines.add("  " + one.kind()));
        }
        lines.add("Results: " + out.resolve("prove.json") + ", " + out.resolve("prove.html"));
        return lines.toArray(String[]::new);
    }
}
