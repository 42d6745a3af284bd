package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.verdict.ReportPage.Column;
import io.github.bedrockfinetuning.verdict.ReportPage.Fact;
import io.github.bedrockfinetuning.verdict.ReportPage.Facts;
import io.github.bedrockfinetuning.verdict.ReportPage.Grid;
import java.util.ArrayList;
import java.util.List;

/** What the run was made from and what it took, as tables. */
final class PageFacts {
    private static final int MOST_FACTS = 200;
    private static final int LONGEST = 500;

    private PageFacts() {}

    static List<Facts> facts(ReportContext context) {
        List<Facts> all = new ArrayList<>();
        add("Data", context.dataSummary(), all);
        add("Settings", context.settings(), all);
        add("Lineage", context.lineage(), all);
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

    /** The parts of the estimate with what was billed for each. */
    static Grid estimate(ReportContext context) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode part : context.estimate().path("parts")) {
            String name = part.path("name").asText();
            rows.add(List.of(Plain.text(name, LONGEST), range(part), actual(context.actual(), name), basis(part)));
        }
        JsonNode total = context.estimate().path("total");
        if (total.isObject()) {
            boolean complete = total.path("complete").asBoolean(true);
            rows.add(List.of(
                    complete ? "total" : "total of what is known",
                    range(total),
                    actual(context.actual(), "total"),
                    ""));
        }
        if (rows.isEmpty()) {
            context.actual().properties().forEach(entry -> {
                if (entry.getValue().isNumber()) {
                    rows.add(List.of(
                            Plain.text(entry.getKey(), LONGEST),
                            Plain.UNKNOWN,
                            Plain.dollars(entry.getValue().doubleValue()),
                            ""));
                }
            });
        }
        return new Grid(
                "Price named before training against what was billed, US dollars",
                List.of(
                        Column.text("Part"),
                        Column.number("Estimated"),
                        Column.number("Billed"),
                        Column.text("Price from")),
                rows);
    }

    private static String range(JsonNode part) {
        if (!part.path("low").isNumber() || !part.path("high").isNumber()) {
            return Plain.UNKNOWN;
        }
        String low = Plain.dollars(part.path("low").doubleValue());
        String high = Plain.dollars(part.path("high").doubleValue());
        return low.equals(high) ? low : low + " to " + high;
    }

    private static String actual(JsonNode actual, String part) {
        JsonNode value = actual.path(part);
        return value.isNumber() ? Plain.dollars(value.doubleValue()) : Plain.UNKNOWN;
    }

    private static String basis(JsonNode part) {
        String source = part.path("source").asText("");
        String asOf = part.path("asOf").asText("");
        return Plain.text(asOf.isEmpty() ? source : source + ", " + asOf, LONGEST);
    }
}
