package io.github.bedrockfinetuning.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has a text with the reason stand for each value that cannot be found out, so that a template with foreign resources can
 * be read, and whoever needs such a value can say why there is none.
 */
public final class UnknownValues implements Outside {
    private static final Pattern MARK = Pattern.compile("\\{\\{unknown: (.*?)}}");

    private final Function<String, Optional<String>> exports;

    /** @param exports finds the value of an export by its name */
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

    /** Why values within a JSON value are unknown; empty if all are known. */
    public static Set<String> in(JsonNode value) {
        Set<String> reasons = new TreeSet<>();
        Matcher marks = MARK.matcher(value.isTextual() ? value.textValue() : value.toString());
        while (marks.find()) {
            reasons.add(marks.group(1));
        }
        return reasons;
    }
}
