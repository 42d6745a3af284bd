package io.github.bedrockfinetuning.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A policy document, ready to be asked.
 *
 * @param name what its statements are called by
 */
public record Policy(String name, List<Statement> statements) {
    private static final String WITH_VARIABLES = "2012-10-17";

    public Policy {
        statements = List.copyOf(statements);
    }

    /**
     * Reads a policy document.
     *
     * @throws IllegalArgumentException naming policy and statement, if it is none
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

    /** The policy without some of its statements. */
    public Policy without(Predicate<Statement> left) {
        return new Policy(name, statements.stream().filter(left.negate()).toList());
    }
}
