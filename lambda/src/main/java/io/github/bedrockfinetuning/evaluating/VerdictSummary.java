package io.github.bedrockfinetuning.evaluating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportContext.Decision;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Creates the content of {@code runs/<runId>/verdict.json}, which describes the verdict. */
public final class VerdictSummary {
    private VerdictSummary() {}

    /**
     * Returns the summary of a verdict.
     *
     * @param absent the systems that could not be compared, with the reasons
     * @param judged the number of records for each of the judge's outcomes; empty without a judge
     * @param promote whether the run promotes the model
     */
    static ObjectNode of(
            Comparison comparison,
            Map<String, String> absent,
            Map<String, Integer> judged,
            boolean promote,
            Decision decision) {
        JsonNode json = comparison.toJson();
        boolean base = !absent.containsKey(SystemRole.BASE.id());
        ObjectNode outcome = Json.object()
                .put("verdict", overBase(comparison, absent).id())
                .put("reason", base ? sentence(comparison, json) : unproven(absent))
                .put("nextStep", nextStep(decision))
                .put("promote", promote);
        outcome.set("absent", Json.tree(absent));
        outcome.set("judged", Json.tree(judged));
        outcome.setAll((ObjectNode) json);
        return outcome;
    }

    /** Returns the verdict of the comparison with the base model, which is "not shown" if the base model is absent. */
    static Verdict overBase(Comparison comparison, Map<String, String> absent) {
        return absent.containsKey(SystemRole.BASE.id())
                ? Verdict.NOT_SHOWN
                : comparison.verdict(SystemRole.TUNED.id(), SystemRole.BASE.id());
    }

    private static String nextStep(Decision decision) {
        return decision.text() + " " + decision.nextStep()
                + (decision.command() == null ? "" : " " + decision.command());
    }

    private static String sentence(Comparison comparison, JsonNode json) {
        String metric = comparison.options().primary();
        double scale = Metrics.named(metric).scale();
        StringBuilder sentence = new StringBuilder(Plain.capital(Metrics.title(metric)))
                .append(" on ")
                .append(comparison.references().size())
                .append(" records (scale 0-100): ")
                .append(json.path("systems").properties().stream()
                        .map(system -> system.getKey() + " "
                                + number(
                                        system.getValue()
                                                .path("metrics")
                                                .path(metric)
                                                .path("value"),
                                        scale))
                        .collect(Collectors.joining(", ")))
                .append('.');
        for (JsonNode difference : json.path("comparisons")) {
            if (difference.path("a").asText().equals(SystemRole.TUNED.id())
                    && difference.path("b").asText().equals(SystemRole.BASE.id())
                    && difference.path("metric").asText().equals(metric)
                    && difference.path("slice").isNull()) {
                sentence.append(" Difference between tuned and base: ")
                        .append(number(difference.path("difference"), scale))
                        .append(" (95% confidence interval ")
                        .append(number(difference.path("low"), scale))
                        .append(" to ")
                        .append(number(difference.path("high"), scale))
                        .append("). Verdict: ")
                        .append(difference.path("verdict").asText())
                        .append('.');
            }
        }
        return sentence.toString();
    }

    private static String unproven(Map<String, String> absent) {
        return "The custom model was trained and answered the test set, but there is nothing to compare it with. "
                + absent.get(SystemRole.BASE.id());
    }

    /** Formats a value on the metric's own scale as a value from 0 to 100, as in the report. */
    private static String number(JsonNode value, double scale) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f", 100 * value.doubleValue() / scale) : "unknown";
    }
}
