package io.github.bedrockfinetuning.evaluating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.util.Locale;
import java.util.Map;

/** The verdict, in words: {@code runs/<runId>/verdict.json}. */
public final class VerdictSummary {
    private VerdictSummary() {}

    /**
     * @param absent systems that could not be compared, and the reasons
     * @param judged the number of records for each of the judge's outcomes; empty without a judge
     * @param asked whether the settings request a promotion
     * @param gate the decision on whether promotion is allowed
     */
    static ObjectNode of(
            Comparison comparison, Map<String, String> absent, Map<String, Integer> judged, boolean asked, Gate gate) {
        boolean promote = asked && gate.passes();
        JsonNode json = comparison.toJson();
        boolean base = !absent.containsKey(SystemRole.BASE.id());
        Verdict verdict = base ? comparison.verdict(SystemRole.TUNED.id(), SystemRole.BASE.id()) : Verdict.NOT_SHOWN;
        ObjectNode outcome = Json.object()
                .put("verdict", verdict.id())
                .put("reason", base ? sentence(comparison, json) : unproven(absent))
                .put("nextStep", nextStep(verdict, base, asked, gate))
                .put("promote", promote);
        outcome.set("absent", Json.tree(absent));
        outcome.set("judged", Json.tree(judged));
        outcome.setAll((ObjectNode) json);
        return outcome;
    }

    private static String sentence(Comparison comparison, JsonNode json) {
        String metric = comparison.options().primary();
        StringBuilder sentence = new StringBuilder("By ")
                .append(metric)
                .append(" over ")
                .append(comparison.references().size())
                .append(" records: ");
        json.path("systems")
                .properties()
                .forEach(system -> sentence.append(system.getKey())
                        .append(' ')
                        .append(number(
                                system.getValue().path("metrics").path(metric).path("value")))
                        .append(", "));
        for (JsonNode difference : json.path("comparisons")) {
            if (difference.path("a").asText().equals(SystemRole.TUNED.id())
                    && difference.path("b").asText().equals(SystemRole.BASE.id())
                    && difference.path("metric").asText().equals(metric)
                    && difference.path("slice").isNull()) {
                sentence.append("tuned minus base ")
                        .append(number(difference.path("difference")))
                        .append(" (95 % interval ")
                        .append(number(difference.path("low")))
                        .append(" to ")
                        .append(number(difference.path("high")))
                        .append("): ")
                        .append(difference.path("verdict").asText())
                        .append('.');
            }
        }
        return sentence.toString();
    }

    private static String unproven(Map<String, String> absent) {
        return "The custom model was trained and asked, but there is nothing to compare it with. "
                + absent.get(SystemRole.BASE.id());
    }

    private static String nextStep(Verdict verdict, boolean base, boolean asked, Gate gate) {
        if (!base) {
            return "Clear what kept the base model from answering, then upload the dataset again.";
        }
        if (asked && gate.passes()) {
            return "Nothing: the model is being promoted.";
        }
        if (verdict == Verdict.BETTER) {
            return asked
                    ? "It is not promoted, since " + String.join(", and ", gate.obstacles()) + ": read the report."
                    : "Read the report, and if it convinces you: a run with \"promote\": true in run.json gets a stable name.";
        }
        return "Read the report's part on what to improve in the data, then upload a better dataset.";
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.3f", value.doubleValue()) : "unknown";
    }
}
