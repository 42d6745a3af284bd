package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.ChoiceRule.Kind;
import io.github.bedrockfinetuning.local.states.ChoiceRule.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the rules of Choice states. */
final class ChoiceParser {
    private static final Map<String, Function<Operand, ChoiceRule>> OPERATORS = operators();

    private ChoiceParser() {}

    /** Null, with a problem, if it is refused. */
    static ChoiceRule parse(Fields fields, boolean nested) {
        fields.text("Comment");
        if (nested && fields.has("Next")) {
            fields.problem("Next stands on the outermost rule only");
        }
        ChoiceRule rule = rule(fields);
        fields.refuseUnknown("a choice rule");
        return rule;
    }

    private static ChoiceRule rule(Fields fields) {
        if (fields.has("And")) {
            return new ChoiceRule.All(rules(fields, "And"));
        }
        if (fields.has("Or")) {
            return new ChoiceRule.Any(rules(fields, "Or"));
        }
        if (fields.has("Not")) {
            return new ChoiceRule.Not(parse(fields.object("Not"), true));
        }
        List<String> used =
                OPERATORS.keySet().stream().filter(fields.names()::contains).toList();
        if (used.size() != 1) {
            fields.problem("a rule has And, Or, Not, or a Variable with exactly one operator"
                    + (used.isEmpty() ? ": " + new TreeSet<>(OPERATORS.keySet()) : ", not " + used));
            used.forEach(fields::get);
            return null;
        }
        if (!fields.has("Variable")) {
            fields.problem("Variable is missing");
        }
        Path variable = fields.path("Variable");
        String operator = used.get(0);
        try {
            return OPERATORS.get(operator).apply(new Operand(operator, variable, fields.get(operator)));
        } catch (IllegalArgumentException refused) {
            fields.problem(operator + ": " + refused.getMessage());
            return null;
        }
    }

    private static List<ChoiceRule> rules(Fields fields, String name) {
        List<ChoiceRule> rules = new ArrayList<>();
        for (JsonNode element : fields.array(name, true)) {
            rules.add(parse(fields.element(name, rules.size(), element), true));
        }
        return rules;
    }

    private static Map<String, Function<Operand, ChoiceRule>> operators() {
        Map<String, Function<Operand, ChoiceRule>> operators = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            operators.put(
                    "Is" + kind.word(), operand -> new ChoiceRule.Is(operand.variable(), kind, operand.yesOrNo()));
            if (kind == Kind.NULL || kind == Kind.PRESENT) {
                continue;
            }
            for (Order order : Order.values()) {
                if (kind == Kind.BOOLEAN && order != Order.EQUALS) {
                    continue;
                }
                String name = kind.word() + order.word();
                operators.put(name, operand -> operand.compare(kind, order));
                operators.put(name + "Path", operand -> operand.compareWithPath(kind, order));
            }
        }
        operators.put("StringMatches", operand -> new ChoiceRule.Matches(operand.variable(), operand.text()));
        return operators;
    }

    private record Operand(String operator, Path variable, JsonNode value) {
        boolean yesOrNo() {
            require(value.isBoolean(), "true or false");
            return value.asBoolean();
        }

        String text() {
            require(value.isTextual(), "a string");
            return value.asText();
        }

        ChoiceRule compare(Kind kind, Order order) {
            require(kind.fits(value), kind == Kind.TIMESTAMP ? "an RFC 3339 timestamp" : "a " + kind.word() + " value");
            return new ChoiceRule.Compare(variable, kind, order, value, null);
        }

        ChoiceRule compareWithPath(Kind kind, Order order) {
            return new ChoiceRule.Compare(variable, kind, order, null, Path.parse(text(), operator));
        }

        private void require(boolean holds, String needed) {
            if (!holds) {
                throw new IllegalArgumentException("the value has to be " + needed + ", not " + value);
            }
        }
    }
}
