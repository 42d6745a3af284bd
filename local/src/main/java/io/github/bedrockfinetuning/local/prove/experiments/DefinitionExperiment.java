package io.github.bedrockfinetuning.local.prove.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.run.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.model.InspectionLevel;
import software.amazon.awssdk.services.sfn.model.MockResponseValidationMode;
import software.amazon.awssdk.services.sfn.model.TestExecutionStatus;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

/**
 * Tests every state of the deployed definition with the TestState API: with a mocked result, with each error in its
 * Retry and Catch fields, and with an unlisted error. The requests contain no role, and no functions are invoked.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html">Testing state machines
 *     with the TestState API</a>
 */
public final class DefinitionExperiment implements Experiment {
    private static final Set<String> MOCKED = Set.of("Task", "Map", "Parallel");
    /** The wildcards that Retry and Catch fields can contain. They are not error names. */
    private static final Set<String> WILDCARDS = Set.of("States.ALL", "States.TaskFailed");

    private static final String UNLISTED = "Prove.UnlistedError";

    private int tests;

    @Override
    public Finding run(Bench bench) {
        Definition definition = Definition.of(bench.account());
        tests = 0;
        List<String> wrong = new ArrayList<>();
        definition.states().forEach((name, state) -> {
            for (Case one : cases(state)) {
                test(bench, definition, name, state, one, wrong);
            }
        });
        return Finding.of(
                wrong.isEmpty(),
                tests + " tests of " + definition.states().size() + " states"
                        + (wrong.isEmpty() ? "." : "; unexpected: " + String.join("; ", wrong) + "."));
    }

    /**
     * @param input the input of the state
     * @param error the mocked error; empty for a result
     */
    private record Case(String title, ObjectNode input, String error) {}

    private static List<Case> cases(JsonNode state) {
        List<Case> cases = new ArrayList<>();
        String type = state.path("Type").asText();
        if (type.equals("Choice")) {
            state.path("Choices").forEach(choice -> {
                ObjectNode input = input();
                satisfy(choice, input);
                cases.add(new Case("to " + choice.path("Next").asText(), input, ""));
            });
            cases.add(new Case("by default", input(), ""));
        } else {
            cases.add(new Case(MOCKED.contains(type) ? "with a result" : "", input(), ""));
        }
        if (MOCKED.contains(type)) {
            errors(state).forEach(error -> cases.add(new Case("with " + error, input(), error)));
        }
        return cases;
    }

    private static Set<String> errors(JsonNode state) {
        Set<String> errors = new LinkedHashSet<>();
        for (String handlers : List.of("Retry", "Catch")) {
            state.path(handlers)
                    .forEach(handler -> handler.path("ErrorEquals").forEach(error -> errors.add(error.asText())));
        }
        errors.removeAll(WILDCARDS);
        errors.add(UNLISTED);
        return errors;
    }

    private static ObjectNode input() {
        return Json.object()
                .put(StateFields.RUN_ID, "a".repeat(26))
                .put(StateFields.STATUS, "PROVE")
                .put(StateFields.CONCURRENCY, 1)
                .put(StateFields.WAIT_SECONDS, 1);
    }

    /** Changes the input so that it matches the choice rule. */
    private static void satisfy(JsonNode choice, ObjectNode input) {
        choice.path("And").forEach(part -> satisfy(part, input));
        String variable = choice.path("Variable").asText("");
        String name = variable.startsWith("$.") ? variable.substring(2) : variable;
        if (choice.has("StringEquals")) {
            input.set(name, choice.path("StringEquals"));
        } else if (choice.has("BooleanEquals")) {
            input.set(name, choice.path("BooleanEquals"));
        }
    }

    private void test(Bench bench, Definition definition, String name, JsonNode state, Case one, List<String> wrong) {
        String title = one.title().isEmpty() ? name : name + " " + one.title();
        bench.recorder().about(title);
        tests++;
        String type = state.path("Type").asText();
        TestStateResponse answer = bench.platform().aws().stepFunctions().testState(request -> {
            request.definition(definition.text())
                    .stateName(name)
                    .input(Json.text(one.input()))
                    .inspectionLevel(InspectionLevel.DEBUG);
            if (MOCKED.contains(type)) {
                request.context(Json.text(context(name)));
                request.mock(mock -> {
                    mock.fieldValidationMode(MockResponseValidationMode.NONE);
                    if (one.error().isEmpty()) {
                        mock.result(Json.text(result(state)));
                    } else {
                        mock.errorOutput(error -> error.error(one.error()).cause("mocked"));
                    }
                });
                configure(request, state, one);
            }
        });
        record(bench, title, answer);
        if (unexpected(state, one, answer)) {
            wrong.add(title + " " + answer.statusAsString());
        }
    }

    private static void configure(TestStateRequest.Builder request, JsonNode state, Case one) {
        request.stateConfiguration(configuration -> {
            if (!one.error().isEmpty()) {
                Definition.firstInside(state).ifPresent(configuration::errorCausedByState);
            }
            if (state.has("ItemReader")) {
                configuration.mapItemReaderData("{\"system\":\"base\"}\n");
            }
        });
    }

    /** Creates a context object in the format of Step Functions, with invented values. */
    private static ObjectNode context(String state) {
        String arn = "arn:aws:states:us-east-1:123456789012:";
        String time = "2026-01-01T00:00:00.000Z";
        ObjectNode context = Json.object();
        context.putObject("Execution")
                .put("Id", arn + "execution:prove:prove")
                .put("Name", "prove")
                .put("StartTime", time)
                .put("RedriveCount", 0)
                .putObject("Input");
        context.putObject("State").put("Name", state).put("EnteredTime", time).put("RetryCount", 0);
        context.putObject("StateMachine").put("Id", arn + "stateMachine:prove").put("Name", "prove");
        context.putObject("Task").put("Token", "prove");
        context.putObject("Map")
                .putObject("Item")
                .put("Index", 0)
                .putObject("Value")
                .put(StateFields.SYSTEM, SystemRole.BASE.id());
        return context;
    }

    /** Creates a possible result of a state. For a Parallel state, the result contains one output per branch. */
    private static JsonNode result(JsonNode state) {
        ArrayNode outputs = Json.object().putArray("outputs");
        return switch (state.path("Type").asText()) {
            case "Parallel" -> {
                state.path("Branches").forEach(branch -> outputs.add(input()));
                yield outputs;
            }
            case "Map" -> outputs.add(Json.object().put("done", true));
            default -> input().put("mocked", true);
        };
    }

    private static void record(Bench bench, String title, TestStateResponse answer) {
        String operation = "TestState (" + title + ")";
        Map<String, String> facts = new TreeMap<>();
        facts.put("status", answer.statusAsString());
        facts.put("nextState", String.valueOf(answer.nextState()));
        facts.put("error", String.valueOf(answer.error()));
        if (answer.output() != null) {
            facts.put("output", Json.text(Json.read(answer.output())));
        }
        if (answer.inspectionData() != null && answer.inspectionData().errorDetails() != null) {
            facts.put(
                    "retryIndex",
                    String.valueOf(answer.inspectionData().errorDetails().retryIndex()));
            facts.put(
                    "catchIndex",
                    String.valueOf(answer.inspectionData().errorDetails().catchIndex()));
        }
        facts.forEach((member, value) -> bench.recorder().fact(operation, member, value));
    }

    /**
     * Returns whether a result, or an input that matches a choice rule, did not lead to the next state in the
     * definition.
     */
    private static boolean unexpected(JsonNode state, Case one, TestStateResponse answer) {
        String type = state.path("Type").asText();
        if (!one.error().isEmpty() || type.equals("Fail")) {
            return false;
        }
        String next = state.path("Next").textValue();
        boolean leads = type.equals("Choice") || String.valueOf(next).equals(String.valueOf(answer.nextState()));
        return answer.status() != TestExecutionStatus.SUCCEEDED || !leads;
    }
}
