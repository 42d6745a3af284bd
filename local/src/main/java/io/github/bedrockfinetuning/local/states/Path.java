package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.Map;
import java.util.Set;

/** A JSONPath into the input ({@code $.…}) or the context object ({@code $$.…}). */
final class Path implements Expression {
    private static final Configuration JACKSON = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .build();

    /** What the context object holds here. */
    private static final Map<String, Set<String>> CONTEXT = Map.of(
            "Execution", Set.of("Id", "Input", "Name", "RedriveCount", "RedriveTime", "StartTime"),
            "State", Set.of("EnteredTime", "Name", "RetryCount"),
            "StateMachine", Set.of("Id", "Name"),
            "Task", Set.of("Token"),
            "Map", Set.of("Item"));

    private final String text;
    private final String field;
    private final boolean ofContext;
    private final JsonPath compiled;

    private Path(String text, String field, boolean ofContext, JsonPath compiled) {
        this.text = text;
        this.field = field;
        this.ofContext = ofContext;
        this.compiled = compiled;
    }

    /** @throws IllegalArgumentException if it is not a path, with a message for the definition's author */
    static Path parse(String text, String field) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("'" + text + "' is not a path: write $… for the input, $$… for the"
                    + " context object, or a States.… intrinsic function where one is allowed");
        }
        boolean ofContext = text.startsWith("$$");
        String plain = ofContext ? text.substring(1) : text;
        if (plain.length() > 1 && plain.charAt(1) != '.' && plain.charAt(1) != '[') {
            throw new IllegalArgumentException("'" + text
                    + "' names a variable, and variables are not supported here: carry the value in the state's data");
        }
        if (ofContext) {
            checkContext(text);
        }
        // The library takes a bracket that is never closed for part of a name.
        String unquoted = plain.replaceAll("'[^']*'|\"[^\"]*\"", "");
        if (unquoted.replaceAll("[^\\[]", "").length()
                != unquoted.replaceAll("[^\\]]", "").length()) {
            throw new IllegalArgumentException("'" + text + "' is not a JSONPath: its brackets do not match");
        }
        try {
            JsonPath compiled = JsonPath.compile(plain);
            if (compiled.getPath()
                    .matches(".*\\.(min|max|avg|stddev|sum|length|size|keys|concat|append|first|last|index)"
                            + "\\([^)]*\\)$")) {
                throw new IllegalArgumentException("'" + text
                        + "' calls a JSONPath function: Step Functions has none, use an intrinsic function such as"
                        + " States.ArrayLength");
            }
            return new Path(text, field, ofContext, compiled);
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException("'" + text + "' is not a JSONPath: " + invalid.getMessage());
        }
    }

    private static void checkContext(String text) {
        String[] parts = text.split("[.\\[\\]]+");
        if (parts.length < 2) {
            return;
        }
        String root = bare(parts[1]);
        Set<String> known = CONTEXT.get(root);
        if (known == null && !root.equals("*") && text.charAt(2) == '.' && text.charAt(3) != '.') {
            throw new IllegalArgumentException("'" + text + "': the context object has no " + root + ", only "
                    + CONTEXT.keySet().stream().sorted().toList());
        }
        if (known != null && parts.length > 2 && !known.contains(bare(parts[2]))) {
            throw new IllegalArgumentException("'" + text + "': the context object's " + root + " has no "
                    + bare(parts[2]) + " here, only " + known.stream().sorted().toList());
        }
    }

    private static String bare(String part) {
        return part.replaceAll("^['\"]|['\"]$", "");
    }

    boolean isWholeInput() {
        return text.equals("$");
    }

    boolean isTaskToken() {
        return text.equals("$$.Task.Token");
    }

    @Override
    public JsonNode evaluate(Data data) {
        JsonNode value = find(data);
        if (value == null) {
            JsonNode searched = ofContext ? data.context().get() : data.input();
            throw StateFailure.runtime("The JSONPath '" + text + "' specified for the field '" + field
                    + "' could not be found in the input '" + searched + "'");
        }
        return value;
    }

    /** Null if there is nothing; a path that may match several values always finds an array of them. */
    JsonNode find(Data data) {
        try {
            return compiled.read(ofContext ? data.context().get() : data.input(), JACKSON);
        } catch (PathNotFoundException absent) {
            return null;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
