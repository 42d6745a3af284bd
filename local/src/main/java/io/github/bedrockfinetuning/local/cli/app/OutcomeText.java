package io.github.bedrockfinetuning.local.cli.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.local.rehearsal.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the outcome of a rehearsal as text: status, results, report and cost. */
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
        if (!outcome.status().equals("SUCCEEDED")) {
            findings(outcome.findings(), out);
            if (outcome.status().equals("DECLINED")) {
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
                "Rehearsed in %.1f seconds with simulated services and models; no data left this machine.%n",
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
        systems.forEach(system -> out.printf(" %22s", system));
        out.println();
        for (String metric : metrics) {
            out.printf("  %-22s", metric);
            for (String system : systems) {
                JsonNode value = outcome.systems().path(system).path("metrics").path(metric);
                out.printf(
                        Locale.ROOT,
                        " %7.2f %14s",
                        value.path("value").asDouble(),
                        String.format(
                                Locale.ROOT,
                                "(%.2f–%.2f)",
                                value.path("low").asDouble(),
                                value.path("high").asDouble()));
            }
            out.println();
        }
        out.printf("  %-22s", "answered / questions");
        for (String system : systems) {
            JsonNode of = outcome.systems().path(system);
            out.printf(
                    " %18s", of.path("answered").asText() + " / " + of.path("n").asText());
        }
        out.println();
        String primary = metrics.get(0);
        double tuned = value(outcome, TUNED, primary);
        if (systems.stream().noneMatch(system -> !system.equals(TUNED) && value(outcome, system, primary) != 0)) {
            out.println();
            return;
        }
        out.printf("  %-22s", "tuned is better by");
        for (String system : systems) {
            double other = value(outcome, system, primary);
            out.printf(
                    " %22s",
                    system.equals(TUNED) || other == 0
                            ? ""
                            : String.format(Locale.ROOT, "%+.1f %%", (tuned / other - 1) * 100));
        }
        out.println();
        out.println();
    }

    private static double value(Outcome outcome, String system, String metric) {
        return outcome.systems()
                .path(system)
                .path("metrics")
                .path(metric)
                .path("value")
                .asDouble();
    }

    private static void bill(Outcome outcome, PrintWriter out) {
        List<String> parts = new ArrayList<>();
        outcome.billed()
                .properties()
                .forEach(part -> parts.add(part.getKey() + " "
                        + dollars(part.getValue().path("amount"))
                        + (part.getValue().path("complete").asBoolean() ? "" : ", excluding unknown prices")));
        out.println("Simulated cost: " + (parts.isEmpty() ? "nothing" : String.join(", ", parts)) + ".");
        out.println((outcome.stillBilling().isEmpty()
                        ? "Still billed: no job, no deployment, no throughput"
                        : left(outcome))
                + stored(outcome.bill().storedModels()) + ".");
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
        return models == 0 ? "" : "; the stored custom model is billed monthly until you delete it";
    }

    private static String dollars(JsonNode amount) {
        double value = amount.asDouble();
        return value > 0 && value < 0.01 ? "under $0.01" : String.format(Locale.ROOT, "$%.2f", value);
    }
}
