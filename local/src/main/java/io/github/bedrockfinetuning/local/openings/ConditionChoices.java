package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The conditions of a template, taken both ways, since parameters and the place of deployment decide them. All
 * combinations of a few; of many, each one alone against all others.
 */
final class ConditionChoices {
    private static final int COMBINED = 5;

    private ConditionChoices() {}

    static List<Map<String, Boolean>> of(JsonNode template) {
        List<String> names = new ArrayList<>(names(template));
        List<Map<String, Boolean>> choices = new ArrayList<>();
        if (names.size() <= COMBINED) {
            for (int bits = 0; bits < 1 << names.size(); bits++) {
                Map<String, Boolean> choice = new LinkedHashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    choice.put(names.get(i), (bits >> i & 1) == 1);
                }
                choices.add(choice);
            }
            return choices;
        }
        for (boolean rest : new boolean[] {false, true}) {
            Map<String, Boolean> all = new LinkedHashMap<>();
            names.forEach(name -> all.put(name, rest));
            choices.add(all);
            for (String name : names) {
                Map<String, Boolean> but = new LinkedHashMap<>(all);
                but.put(name, !rest);
                choices.add(but);
            }
        }
        return choices;
    }

    private static Set<String> names(JsonNode template) {
        Set<String> names = new TreeSet<>();
        template.path("Resources").forEach(resource -> {
            if (!resource.path("Type").asText().equals("AWS::CDK::Metadata")) {
                if (resource.path("Condition").isTextual()) {
                    names.add(resource.path("Condition").textValue());
                }
                collect(resource.path("Properties"), names);
            }
        });
        collect(template.path("Outputs"), names);
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        JsonNode branch = node.path("Fn::If").path(0);
        if (branch.isTextual()) {
            names.add(branch.textValue());
        }
        node.forEach(child -> collect(child, names));
    }
}
