package io.github.bedrockfinetuning.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces each unknown value with a placeholder that contains the reason, so that a template that refers to resources
 * outside it can be read.
 */
public final class UnknownValues implements Outside {
    private static final Pattern MARK = Pattern.compile("\\{\\{unknown: (.*?)}}");

    private final Function<String, Optional<String>> exports;

    /** @param exports returns the value of an export by name */
    public UnknownValues(Function<String, Optional<String>> exports) {
        this.exports = exports;
    }

    @Override
    public Optional<String> imported(String export) {
        return exports.apply(export);
    }

    @Override
    public String unknown(String what) {
        return "{{unknown: " + what + "}}";
    }

    /** Returns the reasons of all placeholders in a JSON value; empty if all values are known. */
    public static Set<String> in(JsonNode value) {
        Set<String> reasons = new TreeSet<>();
        Matcher marks = MARK.matcher(value.isTextual() ? value.textValue() : value.toString());
        while (marks.find()) {
            reasons.add(marks.group(1));
        }
        return reasons;
    }
}
