package io.github.bedrockfinetuning.local.cli.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.local.rehearsal.Outcome;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.text.Plain;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the outcome of a rehearsal as text: status, results, report, and cost. */
final class OutcomeText {
    private static final String TUNED = SystemRole.TUNED.id();
    private static final List<String> ORDER = List.of(TUNED, SystemRole.BASE.id(), SystemRole.REFERENCE.id());

    private OutcomeText() {}

    static void print(Outcome outcome, PrintWriter out) {
        out.println();
        out.println("Run " + outcome.runId() + ": " + outcome.status());
        String reason = outcome.finalStatus().path("reason").asText("");
        if (!reason.isEmpty()) {
            out.println(reason);
        }
        if (!outcome.status().equals(RunStatus.SUCCEEDED.name())) {
            findings(outcome.findings(), out);
            if (outcome.status().equals(RunStatus.DECLINED.name())) {
                out.println("The rehearsal declined the run. To approve it, use --approve.");
            }
            String next = outcome.finalStatus().path("nextStep").asText("");
            if (!next.isEmpty()) {
                out.println("What to do: " + next);
            }
        }
        if (!outcome.systems().isEmpty()) {
            table(outcome, out);
        }
        if (outcome.report() != null) {
            out.println("Report: " + outcome.report());
        }
        bill(outcome, out);
        out.printf(
                Locale.ROOT,
                "Rehearsed in %.1f seconds with simulated services and models. No data left this " + "computer.%n",
                outcome.seconds());
    }

    private static void findings(JsonNode findings, PrintWriter out) {
        int shown = 0;
        for (JsonNode finding : findings) {
            if (shown++ == 20) {
                out.printf("  … and %d more%n", findings.size() - 20);
                return;
            }
            String line = finding.path("line").isNull()
                    ? ""
                    : ":" + finding.path("line").asText();
            out.printf(
                    "  %s %s%s [%s] %s %s%n",
                    finding.path("severity").asText(),
                    finding.path("file").asText(),
                    line,
                    finding.path("rule").asText(),
                    finding.path("message").asText(),
                    finding.path("remedy").asText());
        }
    }

    private static void table(Outcome outcome, PrintWriter out) {
        List<String> systems = ORDER.stream().filter(outcome.systems()::has).toList();
        List<String> metrics = new ArrayList<>();
        outcome.systems().path(systems.get(0)).path("metrics").fieldNames().forEachRemaining(metrics::add);
        out.println();
        out.printf("  %-22s", "");
        systems.forEach(system -> out.printf(" %17s", system));
        out.println();
        for (String metric : metrics) {
            double scale = Metrics.named(metric).scale();
            out.printf("  %-22s", metric);
            systems.forEach(system -> out.printf(" %17s", score(value(outcome, system, metric, "value"), scale)));
            out.println();
            out.printf("  %-22s", "");
            systems.forEach(system -> out.printf(
                    " %17s",
                    "(" + score(value(outcome, system, metric, "low"), scale) + "–"
                            + score(value(outcome, system, metric, "high"), scale) + ")"));
            out.println();
        }
        out.printf("  %-22s", "answered / questions");
        for (String system : systems) {
            JsonNode of = outcome.systems().path(system);
            out.printf(
                    " %17s", of.path("answered").asText() + " / " + of.path("n").asText());
        }
        out.println();
        out.printf("  %-22s", "verdict on tuned");
        for (String system : systems) {
            out.printf(" %17s", compared(outcome, system, metrics.get(0)));
        }
        out.println();
        out.println("  Scores and differences are on a scale of 0 to 100, with 95% confidence intervals.");
        out.println();
    }

    /** Returns the difference between the tuned model and another system in the primary metric, with the verdict. */
    private static String compared(Outcome outcome, String system, String primary) {
        for (JsonNode difference : outcome.comparisons()) {
            if (difference.path("a").asText().equals(TUNED)
                    && difference.path("b").asText().equals(system)
                    && difference.path("metric").asText().equals(primary)
                    && difference.path("slice").isNull()) {
                double scale = Metrics.named(primary).scale();
                String sign = difference.path("difference").asDouble() > 0 ? "+" : "";
                return difference.path("verdict").asText() + " " + sign + score(difference.path("difference"), scale);
            }
        }
        return "";
    }

    private static JsonNode value(Outcome outcome, String system, String metric, String part) {
        return outcome.systems().path(system).path("metrics").path(metric).path(part);
    }

    /** Formats a score on a scale of 0 to 100, as in the report. */
    private static String score(JsonNode value, double scale) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f", 100 * value.doubleValue() / scale) : "-";
    }

    private static void bill(Outcome outcome, PrintWriter out) {
        List<String> parts = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        double total = 0;
        for (Map.Entry<String, JsonNode> part : outcome.billed().properties()) {
            double amount = part.getValue().path("amount").asDouble();
            boolean complete = part.getValue().path("complete").asBoolean();
            total += amount;
            parts.add(Plain.costPart(part.getKey()) + " " + (complete ? dollars(amount) : atLeast(amount)));
            if (!complete) {
                unknown.add(Plain.costPart(part.getKey()));
            }
        }
        if (parts.isEmpty()) {
            out.println("Simulated cost: nothing.");
        } else {
            out.println("Simulated cost: " + (unknown.isEmpty() ? "" : "at least ") + dollars(total) + " ("
                    + String.join(", ", parts) + ")."
                    + (unknown.isEmpty()
                            ? ""
                            : " Not included, because their prices are not known: " + String.join(", ", unknown)
                                    + "."));
        }
        out.println((outcome.stillBilling().isEmpty()
                        ? "No jobs, deployments, or Provisioned Throughput incur further charges."
                        : left(outcome) + ".")
                + stored(outcome.bill().storedModels()));
    }

    private static String left(Outcome outcome) {
        List<String> left = new ArrayList<>();
        outcome.stillBilling()
                .forEach(resource -> left.add(resource.path("kind").asText() + " "
                        + resource.path("resource").asText()
                        + (resource.path("perHour").isNumber()
                                        && resource.path("perHour").asDouble() == 0
                                ? " (free while idle)"
                                : " ($" + resource.path("perHour").asText("?") + " per hour)")));
        return "STILL BILLED: " + String.join(", ", left);
    }

    private static String stored(int models) {
        return models == 0 ? "" : " The stored custom model is billed monthly until you delete it.";
    }

    private static String atLeast(double amount) {
        return amount == 0 ? "unknown" : "at least " + dollars(amount);
    }

    private static String dollars(double value) {
        return value > 0 && value < 0.01 ? "under $0.01" : String.format(Locale.ROOT, "$%.2f", value);
    }
}
