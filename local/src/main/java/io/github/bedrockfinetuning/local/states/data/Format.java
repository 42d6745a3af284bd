package io.github.bedrockfinetuning.local.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call to the intrinsic function {@code States.Format}.
 *
 * @param text the call in the definition
 * @param parts the parts of the template between the {@code {}}
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">Intrinsic functions</a>
 */
record Format(String text, List<String> parts, List<Path> values) implements Expression {
    private static final String NAME = "States.Format";
    private static final Pattern CALL = Pattern.compile("States\\.Format\\('([^'\\\\]*)'((?:, *\\$[^,()]*)*)\\)");

    static Format parse(String text, String field) {
        String name = text.split("\\(", 2)[0];
        if (!name.equals(NAME)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not simulated; the only simulated intrinsic function is " + NAME);
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not simulated; " + NAME
                    + " takes a 'string without escapes' and a path for each {} in it");
        }
        List<Path> values = new ArrayList<>();
        for (String value : call.group(2).split(",")) {
            if (!value.isBlank()) {
                values.add(Path.parse(value.strip(), field));
            }
        }
        List<String> parts = List.of(call.group(1).split("\\{}", -1));
        if (parts.size() != values.size() + 1) {
            throw new IllegalArgumentException("'" + text + "' has " + (parts.size() - 1) + " {} and " + values.size()
                    + " paths; the numbers must be equal");
        }
        return new Format(text, parts, values);
    }

    @Override
    public JsonNode evaluate(Data data) {
        StringBuilder formatted = new StringBuilder(parts.get(0));
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.get(i).evaluate(data);
            if (value.isContainerNode()) {
                throw new StateFailure(
                        StateFailure.INTRINSIC_FAILURE,
                        "The intrinsic function '" + text + "' failed: an array or object cannot be formatted");
            }
            formatted.append(value.asText()).append(parts.get(i + 1));
        }
        return TextNode.valueOf(formatted.toString());
    }

    @Override
    public boolean usesTaskToken() {
        return values.stream().anyMatch(Path::usesTaskToken);
    }
}
