package io.github.bedrockfinetuning.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.data.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the rules of Choice states. */
final class ChoiceParser {
    private static final List<String> OPERATORS = List.of("StringEquals", "BooleanEquals", "IsPresent");

    private ChoiceParser() {}

    /** Parses a rule. If the rule is invalid, records a problem and returns null. */
    static @Nullable ChoiceRule parse(Fields fields, boolean nested) {
        fields.text("Comment");
        if (nested && fields.has("Next")) {
            fields.problem("Next is allowed in the outermost rule only");
        }
        ChoiceRule rule = fields.has("And") ? new ChoiceRule.All(rules(fields)) : comparison(fields);
        fields.refuseUnknown("a choice rule");
        return rule;
    }

    private static List<ChoiceRule> rules(Fields fields) {
        List<ChoiceRule> rules = new ArrayList<>();
        for (JsonNode element : fields.array("And", true)) {
            rules.add(parse(fields.element("And", rules.size(), element), true));
        }
        return rules;
    }

    private static @Nullable ChoiceRule comparison(Fields fields) {
        List<String> used = OPERATORS.stream().filter(fields::has).toList();
        Path variable = fields.path("Variable");
        if (!fields.has("Variable")) {
            fields.problem("Variable is missing");
        }
        if (used.size() != 1) {
            fields.problem("a rule must have exactly one operator (And or one of " + OPERATORS + ")"
                    + (used.isEmpty() ? "" : ", not " + used));
            return null;
        }
        String operator = used.get(0);
        if (operator.equals("StringEquals")) {
            fields.text(operator);
        } else {
            fields.flag(operator);
        }
        JsonNode value = fields.get(operator);
        return operator.equals("IsPresent")
                ? new ChoiceRule.Present(variable, value.asBoolean())
                : new ChoiceRule.Equal(variable, value);
    }
}
