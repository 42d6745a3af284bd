package io.github.bedrockfinetuning.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces unknown values with placeholders that contain the reason. This allows reading a template that refers to
 * resources outside it.
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

    /** Returns the reasons in all placeholders of a JSON value, or an empty set if all values are known. */
    public static Set<String> in(JsonNode value) {
        Set<String> reasons = new TreeSet<>();
        Matcher marks = MARK.matcher(value.isTextual() ? value.textValue() : value.toString());
        while (marks.find()) {
            reasons.add(marks.group(1));
        }
        return reasons;
    }
}
