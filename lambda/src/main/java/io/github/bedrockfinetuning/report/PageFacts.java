package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.bedrockfinetuning.report.ReportPage.Column;
import io.github.bedrockfinetuning.report.ReportPage.Fact;
import io.github.bedrockfinetuning.report.ReportPage.Facts;
import io.github.bedrockfinetuning.report.ReportPage.Grid;
import io.github.bedrockfinetuning.text.Plain;
import java.util.ArrayList;
import java.util.List;

/** Tables of the run's inputs and of its estimated and actual cost. */
final class PageFacts {
    private static final int MOST_FACTS = 200;
    private static final int LONGEST = 500;

    private PageFacts() {}

    static List<Facts> facts(ReportContext context) {
        List<Facts> all = new ArrayList<>();
        add("Data", context.sources().data(), all);
        add("Settings", context.sources().settings(), all);
        add("Lineage", context.sources().lineage(), all);
        return all;
    }

    private static void add(String title, JsonNode node, List<Facts> all) {
        List<Fact> facts = new ArrayList<>();
        flatten("", node, facts);
        if (!facts.isEmpty()) {
            all.add(new Facts(title, facts));
        }
    }

    private static void flatten(String path, JsonNode node, List<Fact> facts) {
        if (facts.size() >= MOST_FACTS) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                String at = path.isEmpty() ? entry.getKey() : path + " \u203A " + entry.getKey();
                flatten(at, entry.getValue(), facts);
            });
        } else if (node.isArray() && isFlat(node)) {
            List<String> values = new ArrayList<>();
            node.forEach(value -> values.add(value.asText()));
            facts.add(new Fact(
                    Plain.text(path, LONGEST),
                    values.isEmpty() ? "none" : Plain.text(String.join(", ", values), LONGEST)));
        } else if (node.isArray()) {
            int i = 1;
            for (JsonNode element : node) {
                flatten(path + " " + i++, element, facts);
            }
        } else if (!node.isNull() && !node.isMissingNode()) {
            facts.add(new Fact(Plain.text(path, LONGEST), Plain.text(node.asText(), LONGEST)));
        }
    }

    private static boolean isFlat(JsonNode array) {
        for (JsonNode element : array) {
            if (element.isContainerNode()) {
                return false;
            }
        }
        return true;
    }

    /** Returns the table of the estimate's parts with the quantities counted for each. */
    static Grid estimate(ReportContext context) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode part : context.cost().estimate().path("parts")) {
            JsonNode billed = billed(context.cost().actual(), part);
            rows.add(List.of(title(part), range(part), amount(billed), basis(part, billed)));
        }
        JsonNode total = context.cost().estimate().path("total");
        if (total.isObject()) {
            JsonNode billed = context.cost().actual().path("total");
            rows.add(List.of(
                    total.path("complete").asBoolean(true) ? "Total" : "Total of what is known",
                    range(total),
                    amount(billed),
                    billed.isObject() && !billed.path("complete").asBoolean() ? "without what is not counted" : ""));
        }
        return new Grid(
                "The price named before training against what was counted, US dollars",
                List.of(Column.text("Part"), Column.number("Estimated"), Column.number("Counted"), Column.text("By")),
                rows);
    }

    /** Returns the title of a part, such as "Answering: the base model". */
    private static String title(JsonNode part) {
        String name = VerdictSentence.capital(Plain.text(part.path("name").asText(), LONGEST));
        String system = part.path("system").asText("");
        return system.isEmpty() ? name : name + ": " + Plain.text(VerdictSentence.name(system), LONGEST);
    }

    private static JsonNode billed(JsonNode actual, JsonNode part) {
        for (JsonNode billed : actual.path("parts")) {
            if (billed.path("name").equals(part.path("name"))
                    && billed.path("system")
                            .asText("")
                            .equals(part.path("system").asText(""))) {
                return billed;
            }
        }
        return MissingNode.getInstance();
    }

    private static String range(JsonNode part) {
        if (!part.path("low").isNumber() || !part.path("high").isNumber()) {
            return Plain.UNKNOWN;
        }
        String low = Plain.dollars(part.path("low").doubleValue());
        String high = Plain.dollars(part.path("high").doubleValue());
        return low.equals(high) ? low : low + " to " + high;
    }

    private static String amount(JsonNode billed) {
        JsonNode amount = billed.path("amount");
        return amount.isNumber() ? Plain.dollars(amount.doubleValue()) : Plain.UNKNOWN;
    }

    private static String basis(JsonNode part, JsonNode billed) {
        List<String> lines = new ArrayList<>();
        String estimated = part.path("basis").asText("");
        if (!estimated.isEmpty()) {
            lines.add("estimated: " + estimated);
        }
        String counted = billed.path("basis").asText("");
        if (!counted.isEmpty() && !counted.equals(estimated)) {
            lines.add("counted: " + counted);
        }
        String source = part.path("source").asText("");
        if (!source.isEmpty()) {
            String asOf = part.path("asOf").asText("");
            lines.add("price: " + source + (source.contains(asOf) ? "" : ", " + asOf));
        }
        return Plain.text(String.join("\n", lines), LONGEST);
    }
}
