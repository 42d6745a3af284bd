package io.github.bedrockfinetuning.local.openings;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The exported values of the stacks. */
final class Exports implements UnaryOperator<String> {
    private static final int DEPTH = 20;

    private final List<StackTemplate> templates;
    private final String account;
    private int depth;

    Exports(List<StackTemplate> templates, String account) {
        this.templates = templates;
        this.account = account;
    }

    /** Returns the exported value of a name; null if no stack exports it. */
    @Override
    public @Nullable String apply(String export) {
        if (depth > DEPTH) {
            return null;
        }
        depth++;
        try {
            for (StackTemplate template : templates) {
                String value = new StackReader(template, account, Map.of(), Map.of(), this).export(export);
                if (value != null) {
                    return value;
                }
            }
            return null;
        } finally {
            depth--;
        }
    }
}
