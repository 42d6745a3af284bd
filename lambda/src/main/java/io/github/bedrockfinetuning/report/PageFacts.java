package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.report.ReportPage.Column;
import io.github.bedrockfinetuning.report.ReportPage.Fact;
import io.github.bedrockfinetuning.report.ReportPage.Facts;
import io.github.bedrockfinetuning.report.ReportPage.Grid;
import io.github.bedrockfinetuning.text.Plain;
import java.util.ArrayList;
import java.util.List;

/** Tables of the run's inputs and of its estimated and actual costs. */
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

    /** Returns the table of the estimated parts and the quantity that was counted for each part. */
    static Grid estimate(ReportContext context) {
        RunCost cost = new RunCost(context);
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode part : context.cost().estimate().path("parts")) {
            JsonNode billed = cost.counted(part);
            rows.add(List.of(RunCost.title(part), RunCost.range(part), RunCost.amount(billed), basis(part, billed)));
        }
        if (context.cost().estimate().path("total").isObject()) {
            rows.add(cost.total());
        }
        return new Grid(
                "Cost estimated before training and cost counted afterwards, in US dollars",
                List.of(
                        Column.text("Part"),
                        Column.number("Estimated"),
                        Column.number("Counted"),
                        Column.text("Basis")),
                rows);
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
