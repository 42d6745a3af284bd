package io.github.bedrockfinetuning.local.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path to a value in the input of a state ({@code $.a.b[0]}) or in the context object ({@code $$.Task.Token}). */
public final class Path implements Expression {
    private static final Pattern STEP =
            Pattern.compile("\\.([^.\\[\\]'\"()*?@,:\\s]+)|\\['([^']+)'\\]|\\[\"([^\"]+)\"\\]|\\[(\\d+)\\]");
    /** The simulated fields of the context object. */
    private static final List<String> CONTEXT =
            List.of("$$.Execution.RedriveCount", "$$.Map.Item.Value", "$$.Task.Token");

    private final String text;
    private final String field;
    private final List<Object> steps;

    private Path(String text, String field, List<Object> steps) {
        this.text = text;
        this.field = field;
        this.steps = steps;
    }

    /**
     * Parses a path.
     *
     * @param field the name of the field that contains the path, for messages
     * @throws IllegalArgumentException if the text is not a path, or if the path is not simulated
     */
    public static Path parse(String text, String field) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("'" + text + "' is not a path: a path starts with $");
        }
        boolean ofContext = text.startsWith("$$");
        if (ofContext && CONTEXT.stream().noneMatch(known -> text.matches(Pattern.quote(known) + "([.\\[].*)?"))) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not simulated; the simulated fields of the context object are " + CONTEXT);
        }
        return new Path(text, field, steps(text, ofContext ? 2 : 1));
    }

    /** Splits a path into names (strings) and indexes (integers), starting at the specified character. */
    static List<Object> steps(String text, int from) {
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = from;
        while (at < text.length() && matcher.find(at) && matcher.start() == at) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    steps.add(matcher.group(group));
                }
            }
            if (matcher.group(4) != null) {
                steps.add(Integer.valueOf(matcher.group(4)));
            }
            at = matcher.end();
        }
        if (at != text.length()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not simulated; a path must select one value, such as $.a.b, $['a'], or $.list[0]");
        }
        return List.copyOf(steps);
    }

    @Override
    public boolean usesTaskToken() {
        return text.equals("$$.Task.Token");
    }

    @Override
    public JsonNode evaluate(Data data) {
        JsonNode value = find(data);
        if (value == null) {
            throw StateFailure.runtime("The JSONPath '" + text + "' specified for the field '" + field
                    + "' could not be found in the input '" + root(data) + "'");
        }
        return value;
    }

    /**
     * Returns the integer at this path.
     *
     * @throws StateFailure States.Runtime if there is no value, or if it is not an integer in this range
     */
    public int whole(Data data, int least, int most) {
        JsonNode value = evaluate(data);
        if (!value.canConvertToExactIntegral() || value.asLong() < least || value.asLong() > most) {
            throw StateFailure.runtime("The " + field + " parameter '" + text + "' does not reference an integer from "
                    + least + " to " + most + ": " + value);
        }
        return value.intValue();
    }

    /** Returns the value at this path, or null if there is none. */
    public @Nullable JsonNode find(Data data) {
        JsonNode here = root(data);
        for (Object step : steps) {
            JsonNode next = step instanceof Integer index ? here.get(index) : here.get((String) step);
            if (next == null) {
                return null;
            }
            here = next;
        }
        return here;
    }

    private JsonNode root(Data data) {
        return text.startsWith("$$") ? data.context().get() : data.input();
    }

    @Override
    public String toString() {
        return text;
    }
}
