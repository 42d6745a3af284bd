package io.github.bedrockfinetuning.local.prove.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.run.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The definition of a deployed state machine, with all its states, including the states in Parallel and Map states.
 */
final class Definition {
    private static final String WHOLE = "the machine";

    private final String text;
    private final Map<String, JsonNode> states = new LinkedHashMap<>();
    private final Map<String, String> scopes = new LinkedHashMap<>();

    Definition(String text) {
        this.text = text;
        add(Json.read(text), WHOLE);
    }

    /** Returns the definition of the account's state machine. */
    static Definition of(Account account) {
        return new Definition(account.platform()
                .aws()
                .stepFunctions()
                .describeStateMachine(
                        r -> r.stateMachineArn(account.platform().require(EnvironmentVariables.STATE_MACHINE_ARN)))
                .definition());
    }

    String text() {
        return text;
    }

    /** Returns all states by name. */
    Map<String, JsonNode> states() {
        return states;
    }

    boolean isWait(String state) {
        return states.containsKey(state)
                && states.get(state).path("Type").asText().equals("Wait");
    }

    /** Returns the state machine, branch, or item processor that contains a state. */
    String scopeOf(String state) {
        return scopes.getOrDefault(state, WHOLE);
    }

    /** Returns the first state in a Parallel or Map state. */
    static Optional<String> firstInside(JsonNode state) {
        JsonNode inner = state.has("Branches") ? state.path("Branches").path(0) : state.path("ItemProcessor");
        return Optional.ofNullable(inner.path("StartAt").textValue());
    }

    private void add(JsonNode scope, String name) {
        scope.path("States").properties().forEach(entry -> {
            states.put(entry.getKey(), entry.getValue());
            scopes.put(entry.getKey(), name);
            int branch = 0;
            for (JsonNode inner : entry.getValue().path("Branches")) {
                add(inner, entry.getKey() + "[" + branch++ + "]");
            }
            if (entry.getValue().has("ItemProcessor")) {
                add(entry.getValue().path("ItemProcessor"), entry.getKey());
            }
        });
    }
}
