package io.github.bedrockfinetuning.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A parsed policy document. */
public final class Policy {
    private static final String WITH_VARIABLES = "2012-10-17";

    private final String name;
    private final List<Statement> statements;
    /** A cache of the statements for each action. */
    private final Map<String, List<Statement>> byAction = new ConcurrentHashMap<>();

    /** @param name the first part of the labels of the statements */
    public Policy(String name, List<Statement> statements) {
        this.name = name;
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a policy document.
     *
     * @throws IllegalArgumentException if the document is not a valid policy; the message specifies the policy and the
     *     statement
     */
    public static Policy of(String name, JsonNode document) {
        boolean variables = document.path("Version").asText().equals(WITH_VARIABLES);
        JsonNode written = document.path("Statement");
        List<Statement> statements = new ArrayList<>();
        int number = 0;
        for (JsonNode statement : written.isArray() ? written : List.of(written)) {
            statements.add(Statement.of(name, ++number, statement, variables));
        }
        return new Policy(name, statements);
    }

    public List<Statement> statements() {
        return statements;
    }

    /** Returns the statements for an action, in the order of the document. */
    List<Statement> statements(String action) {
        return byAction.computeIfAbsent(
                action,
                absent -> statements.stream()
                        .filter(statement -> statement.speaksOf(action))
                        .toList());
    }

    /** Returns a copy of the policy without the statements that match a predicate. */
    public Policy without(Predicate<Statement> left) {
        return new Policy(name, statements.stream().filter(left.negate()).toList());
    }
}
