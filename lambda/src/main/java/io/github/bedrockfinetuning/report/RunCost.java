package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.bedrockfinetuning.cost.AfterRun;
import io.github.bedrockfinetuning.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a run as text, from its estimate and its counted amounts. A total that does not include every part says
 * "at least" and names the parts that are missing.
 */
final class RunCost {
    private static final int LONGEST = 500;
    private static final String STORAGE = "storage";
    private static final double CENT = 0.01;

    private final JsonNode estimate;
    private final JsonNode actual;

    RunCost(ReportContext context) {
        this.estimate = context.cost().estimate();
        this.actual = context.cost().actual();
    }

    /**
     * Returns the cost of the run as a sentence, or null if the report does not belong to a run. A part that is not
     * counted is included with its estimate. If it has no estimate, the total is a lower limit.
     */
    @Nullable
    String counted() {
        JsonNode total = actual.path("total");
        if (!total.path("amount").isNumber()) {
            return null;
        }
        double counted = total.path("amount").doubleValue();
        double low = counted;
        double high = counted;
        List<String> estimated = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        String monthly = "";
        for (JsonNode part : actual.path("parts")) {
            JsonNode same = same(estimate, part);
            boolean known = same.path("low").isNumber();
            if (part.path("name").asText().equals(STORAGE)) {
                monthly = known
                        ? " Storage of the custom model adds " + range(same) + " per month until you delete it."
                        : " Storage of the custom model is billed in addition. Its price is not known.";
            } else if (!part.path("amount").isNumber()) {
                low += same.path("low").doubleValue();
                high += same.path("high").doubleValue();
                (known ? estimated : unknown).add(name(part) + (known ? " at " + range(same) : ""));
            }
        }
        String amount = cents(low).equals(cents(high)) ? cents(low) : cents(low) + " to " + cents(high);
        return (unknown.isEmpty() ? Plain.capital(amount) : "At least " + amount)
                + (estimated.isEmpty()
                        ? ""
                        : ": " + cents(counted) + " counted, plus an estimate for " + String.join(" and ", estimated))
                + "."
                + (unknown.isEmpty()
                        ? ""
                        : " Not included, because their costs are not known: " + String.join(", ", unknown) + ".")
                + monthly
                + AfterRun.sentence(estimate).map(sentence -> " " + sentence).orElse("");
    }

    private static String cents(double amount) {
        return amount > 0 && amount < CENT ? "under $0.01" : String.format(Locale.ROOT, "$%,.2f", amount);
    }

    /** Returns the upper end of the estimated training cost in US dollars, or null if it is not known. */
    @Nullable
    Double training() {
        for (JsonNode part : estimate.path("parts")) {
            if (part.path("name").asText().equals("training")
                    && part.path("high").isNumber()) {
                return part.path("high").doubleValue();
            }
        }
        return null;
    }

    /** Returns the parts of the estimate whose prices are not known. */
    List<String> unknownPrices() {
        List<String> unknown = new ArrayList<>();
        for (JsonNode part : estimate.path("parts")) {
            if (part.path("unknown").asBoolean()) {
                unknown.add(name(part));
            }
        }
        return unknown;
    }

    /**
     * Returns the cells of the row for the total: title, estimated amount, counted amount, and the parts that are not
     * included.
     */
    List<String> total() {
        JsonNode total = estimate.path("total");
        List<String> lines = new ArrayList<>();
        List<String> unknown = unknownPrices();
        if (!unknown.isEmpty()) {
            lines.add("estimated without " + String.join(", ", unknown));
        }
        List<String> uncounted = new ArrayList<>();
        for (JsonNode part : actual.path("parts")) {
            if (!part.path("amount").isNumber()) {
                uncounted.add(name(part));
            }
        }
        if (!uncounted.isEmpty()) {
            lines.add("counted without " + String.join(", ", uncounted));
        }
        return List.of(
                "Total",
                (unknown.isEmpty() || !total.path("low").isNumber() ? "" : "at least ") + range(total),
                (uncounted.isEmpty() || !actual.path("total").path("amount").isNumber() ? "" : "at least ")
                        + amount(actual.path("total")),
                String.join("\n", lines));
    }

    /** Returns the counted part that corresponds to an estimated part. */
    JsonNode counted(JsonNode part) {
        return same(actual, part);
    }

    private static JsonNode same(JsonNode cost, JsonNode part) {
        for (JsonNode other : cost.path("parts")) {
            if (other.path("name").equals(part.path("name"))
                    && other.path("system")
                            .asText("")
                            .equals(part.path("system").asText(""))) {
                return other;
            }
        }
        return MissingNode.getInstance();
    }

    /** Returns the title of a part, such as "Inference: the base model". */
    static String title(JsonNode part) {
        String name = Plain.capital(shown(part));
        String system = part.path("system").asText("");
        return system.isEmpty() ? name : name + ": " + Plain.text(VerdictSentence.name(system), LONGEST);
    }

    /** Returns the name of a part for use in a sentence, such as "inference by the base model". */
    private static String name(JsonNode part) {
        String name = shown(part);
        String system = part.path("system").asText("");
        return system.isEmpty() ? name : name + " by " + Plain.text(VerdictSentence.name(system), LONGEST);
    }

    private static String shown(JsonNode part) {
        return Plain.text(Plain.costPart(part.path("name").asText()), LONGEST);
    }

    static String range(JsonNode part) {
        if (!part.path("low").isNumber() || !part.path("high").isNumber()) {
            return Plain.UNKNOWN;
        }
        String low = Plain.dollars(part.path("low").doubleValue());
        String high = Plain.dollars(part.path("high").doubleValue());
        return low.equals(high) ? low : low + " to " + high;
    }

    static String amount(JsonNode billed) {
        JsonNode amount = billed.path("amount");
        return amount.isNumber() ? Plain.dollars(amount.doubleValue()) : Plain.UNKNOWN;
    }
}
