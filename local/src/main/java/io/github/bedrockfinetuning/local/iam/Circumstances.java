package io.github.bedrockfinetuning.local.iam;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Derives the context values for which a statement applies from the conditions of the statement. */
public final class Circumstances {
    private Circumstances() {}

    /** Returns a value for each condition key that the statement requires. Wildcards are replaced. */
    public static Map<String, String> of(Statement statement) {
        Map<String, String> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Condition condition : statement.conditions()) {
            String operator = condition.operator().toLowerCase(Locale.ROOT);
            boolean asks = !operator.contains("not")
                    && !operator.equals("null")
                    && !condition.values().isEmpty();
            if (asks) {
                String value = condition.values().get(0).replace("*", "any").replace('?', 'a');
                keys.put(condition.key(), value);
            }
        }
        return keys;
    }
}
