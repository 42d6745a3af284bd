package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The combinations of the conditions in a template. The conditions depend on parameters, the account and the Region. If
 * there are few conditions, all combinations are tested. If there are many, each condition is tested on its own against
 * all others, and the conditions of each resource are combined.
 */
final class ConditionChoices {
    private static final int COMBINED = 5;
    /** The maximum number of conditions in a template. */
    private static final int MOST = 40;

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
            for (Set<String> together : together(template)) {
                for (int bits = 0; bits < 1 << Math.min(together.size(), COMBINED); bits++) {
                    choices.add(with(all, List.copyOf(together), bits));
                }
            }
        }
        return List.copyOf(new LinkedHashSet<>(choices));
    }

    private static Map<String, Boolean> with(Map<String, Boolean> all, List<String> names, int bits) {
        Map<String, Boolean> choice = new LinkedHashMap<>(all);
        for (int i = 0; i < Math.min(names.size(), COMBINED); i++) {
            choice.put(names.get(i), (bits >> i & 1) == 1);
        }
        return choice;
    }

    /** Returns whether a template has too many conditions to combine. */
    static boolean tooMany(JsonNode template) {
        return names(template).size() > MOST
                || together(template).stream()
                        .anyMatch(names ->
                                names.size() > COMBINED && names(template).size() > COMBINED);
    }

    /** Returns the sets of conditions that the resources depend on. */
    private static Set<Set<String>> together(JsonNode template) {
        Set<Set<String>> together = new LinkedHashSet<>();
        template.path("Resources").forEach(resource -> {
            Set<String> names = new TreeSet<>();
            of(resource, names);
            if (names.size() > 1) {
                together.add(names);
            }
        });
        return together;
    }

    private static Set<String> names(JsonNode template) {
        Set<String> names = new TreeSet<>();
        template.path("Resources").forEach(resource -> of(resource, names));
        collect(template.path("Outputs"), names);
        return names;
    }

    private static void of(JsonNode resource, Set<String> names) {
        if (!resource.path("Type").asText().equals("AWS::CDK::Metadata")) {
            if (resource.path("Condition").isTextual()) {
                names.add(resource.path("Condition").textValue());
            }
            collect(resource.path("Properties"), names);
        }
    }

    private static void collect(JsonNode node, Set<String> names) {
        JsonNode branch = node.path("Fn::If").path(0);
        if (branch.isTextual()) {
            names.add(branch.textValue());
        }
        node.forEach(child -> collect(child, names));
    }
}
