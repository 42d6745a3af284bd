package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads policy documents from properties. The documents can be objects or JSON text. */
final class Documents {
    /** A JSON reader that rejects duplicate members, because only one of them would be used. */
    static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String STATEMENT = "Statement";
    private static final String VERSION = "Version";
    private static final String ID = "Id";
    private static final Pattern LIKE_POLICY = Pattern.compile("\"Statement\\\\*\"", Pattern.CASE_INSENSITIVE);

    private Documents() {}

    /** Parses a string as JSON, or returns a missing node if it is not JSON. */
    static JsonNode parse(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return MissingNode.getInstance();
        }
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Returns whether a string looks like a policy, even if it is not valid JSON or if its statements have no Effect.
     */
    static boolean looksLikePolicy(String text) {
        return LIKE_POLICY.matcher(text).find();
    }

    static boolean isPolicy(JsonNode node) {
        JsonNode statements = statements(node);
        if (statements.isObject()) {
            return isClause(statements);
        }
        for (JsonNode statement : statements) {
            if (isClause(statement)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClause(JsonNode node) {
        return new Clause(node, 0).has("effect");
    }

    /** Returns the statements of a document. Passes a description of each unsupported part to {@code unread}. */
    static List<Clause> clauses(JsonNode document, Consumer<String> unread) {
        JsonNode json = document.isTextual() ? parse(document.textValue()) : document;
        JsonNode statements = statements(json);
        List<Clause> clauses = new ArrayList<>();
        if (!statements.isArray() && !statements.isObject()) {
            unread.accept("it contains no readable policy document");
            return clauses;
        }
        Set<String> seen = new HashSet<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                unread.accept("element " + name + " of the policy document occurs twice with different capitalization");
            }
            if (!name.equalsIgnoreCase(STATEMENT) && !name.equalsIgnoreCase(VERSION) && !name.equalsIgnoreCase(ID)) {
                unread.accept("element " + name + " of the policy document is unknown");
            }
        });
        int number = 0;
        for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
            Clause clause = new Clause(statement, ++number);
            clause.unknown().forEach(why -> unread.accept(clause.name() + ": " + why));
            clauses.add(clause);
        }
        return clauses;
    }

    private static JsonNode statements(JsonNode document) {
        if (document.isObject()) {
            for (var entry : document.properties()) {
                if (entry.getKey().equalsIgnoreCase(STATEMENT)) {
                    return entry.getValue();
                }
            }
        }
        return MissingNode.getInstance();
    }
}
