package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A statement of a policy document. Element names can be in any case, and each value can be a single value or a list.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM
 *     JSON policy language</a>
 */
final class Clause {
    private static final Set<String> ELEMENTS = Set.of(
            "sid",
            "effect",
            "principal",
            "notprincipal",
            "action",
            "notaction",
            "resource",
            "notresource",
            "condition");

    /** A condition: one operator for one condition key. */
    record Term(String operator, String key, List<String> values) {}

    private final JsonNode json;
    private final int number;

    Clause(JsonNode json, int number) {
        this.json = json;
        this.number = number;
    }

    /** Returns the Sid of the statement or, if there is none, its number, starting at 1. */
    String name() {
        String sid = element("sid").asText();
        return sid.isEmpty() ? "statement #" + number : sid;
    }

    boolean allows() {
        return element("effect").asText().equalsIgnoreCase("Allow");
    }

    /** Returns descriptions of the unsupported parts: unknown elements, or an Effect other than Allow or Deny. */
    List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        if (!json.isObject()) {
            return List.of("it is not an object");
        }
        String effect = element("effect").asText();
        if (!effect.equalsIgnoreCase("Allow") && !effect.equalsIgnoreCase("Deny")) {
            unknown.add("its Effect is \"" + effect + "\", not Allow or Deny");
        }
        Set<String> seen = new HashSet<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                unknown.add("its element " + name + " occurs twice with different capitalization");
            }
            if (!ELEMENTS.contains(name.toLowerCase(Locale.ROOT))) {
                unknown.add("its element " + name + " is unknown");
            }
        });
        return unknown;
    }

    JsonNode element(String lowerCaseName) {
        JsonNode found = MissingNode.getInstance();
        for (var entry : json.properties()) {
            if (entry.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
                found = entry.getValue();
            }
        }
        return found;
    }

    List<String> texts(String lowerCaseName) {
        return textsOf(element(lowerCaseName));
    }

    boolean has(String lowerCaseName) {
        return !element(lowerCaseName).isMissingNode();
    }

    /** Returns the actions as a string. */
    String actions() {
        return has("notaction")
                ? "everything but " + String.join(", ", texts("notaction"))
                : String.join(", ", texts("action"));
    }

    List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        element("condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key -> terms.add(new Term(operator.getKey(), key.getKey(), textsOf(key.getValue())))));
        return terms;
    }

    static List<String> textsOf(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(one -> texts.addAll(textsOf(one)));
        } else if (node.isValueNode() && !node.isMissingNode() && !node.isNull()) {
            texts.add(node.asText());
        } else if (node.isObject()) {
            texts.add(Unresolved.text(node.toString()));
        }
        return texts;
    }
}
