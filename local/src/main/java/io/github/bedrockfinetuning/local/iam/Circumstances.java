package io.github.bedrockfinetuning.local.iam;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Circumstances under which a statement speaks: what its conditions ask a request to hold, as far as that can be told. */
public final class Circumstances {
    private Circumstances() {}

    /** A value for each key that the conditions ask for; wildcards are filled in. */
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
