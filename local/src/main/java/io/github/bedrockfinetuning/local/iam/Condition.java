package io.github.bedrockfinetuning.local.iam;

import java.util.List;

/**
 * A condition of a statement: one operator for one condition key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html">Evaluation
 *     logic for multiple context keys or values</a>
 */
final class Condition {
    private enum Quantifier {
        NONE,
        FOR_ALL_VALUES,
        FOR_ANY_VALUE
    }

    private static final String FOR_ALL = "ForAllValues:";
    private static final String FOR_ANY = "ForAnyValue:";
    private static final String IF_EXISTS = "IfExists";

    private final String written;
    private final Quantifier quantifier;
    private final Operator operator;
    private final boolean ifExists;
    private final String key;
    private final List<PolicyValue> values;

    /** @throws IllegalArgumentException if the operator does not exist in IAM */
    Condition(String written, String key, List<String> values, boolean variables) {
        this.written = written;
        String name = written;
        if (name.regionMatches(true, 0, FOR_ALL, 0, FOR_ALL.length())) {
            quantifier = Quantifier.FOR_ALL_VALUES;
            name = name.substring(FOR_ALL.length());
        } else if (name.regionMatches(true, 0, FOR_ANY, 0, FOR_ANY.length())) {
            quantifier = Quantifier.FOR_ANY_VALUE;
            name = name.substring(FOR_ANY.length());
        } else {
            quantifier = Quantifier.NONE;
        }
        int end = name.length() - IF_EXISTS.length();
        ifExists = end > 0 && name.regionMatches(true, end, IF_EXISTS, 0, IF_EXISTS.length());
        operator = Operator.named(ifExists ? name.substring(0, end) : name);
        this.key = key;
        this.values =
                values.stream().map(value -> PolicyValue.of(value, variables)).toList();
    }

    String operator() {
        return written;
    }

    String key() {
        return key;
    }

    List<String> values() {
        return values.stream().map(PolicyValue::text).toList();
    }

    boolean holds(AuthorizationRequest request) {
        List<String> found = request.values(key);
        if (operator.isNull()) {
            return values.stream().anyMatch(value -> value.text().equalsIgnoreCase(Boolean.toString(found == null)));
        }
        return switch (quantifier) {
            case FOR_ALL_VALUES ->
                found == null || found.stream().allMatch(value -> operator.holds(value, values, request));
            case FOR_ANY_VALUE ->
                // A missing key matches no value, even with IfExists.
                found != null && found.stream().anyMatch(value -> operator.holds(value, values, request));
            // Only ForAllValues and ForAnyValue compare keys with several values.
            case NONE ->
                found == null
                        ? ifExists || operator.isNegated()
                        : found.size() == 1 && operator.holds(found.get(0), values, request);
        };
    }
}
