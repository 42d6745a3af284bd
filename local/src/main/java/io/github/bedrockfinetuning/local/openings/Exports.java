package io.github.bedrockfinetuning.local.openings;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The values that the stacks export. */
final class Exports implements UnaryOperator<String> {
    private static final int DEPTH = 20;

    private final List<StackTemplate> templates;
    private final String account;
    private int depth;

    Exports(List<StackTemplate> templates, String account) {
        this.templates = templates;
        this.account = account;
    }

    /** Returns the value of an export, or null if no stack exports this name. */
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
