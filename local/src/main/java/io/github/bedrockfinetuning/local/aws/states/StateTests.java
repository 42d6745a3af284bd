package io.github.bedrockfinetuning.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.states.StateTest;
import io.github.bedrockfinetuning.local.states.StatesException;
import io.github.bedrockfinetuning.local.states.definition.InvalidDefinition;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Simulates the TestState operation with the interpreter that runs executions.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">TestState</a>
 */
final class StateTests {
    private static final String INFO = "INFO";
    private static final String DEBUG = "DEBUG";

    private final VirtualClock clock;
    private String lastDefinition = "";
    private @Nullable StateMachine last;

    StateTests(VirtualClock clock) {
        this.clock = clock;
    }

    JsonNode test(ObjectNode input) {
        String level = input.path("inspectionLevel").asText(INFO);
        if (!level.equals(INFO) && !level.equals(DEBUG)) {
            throw new StatesException("ValidationException", "TRACE is only applicable for HTTP Task states");
        }
        boolean alone = !input.has("stateName");
        boolean secrets = input.path("revealSecrets").asBoolean();
        boolean iterations = input.path("stateConfiguration").has("mapIterationFailureCount");
        if (alone || secrets || iterations || input.has("variables")) {
            throw new StatesException(
                    "NotImplemented",
                    "The local simulation supports TestState only with stateName. It does not support "
                            + "revealSecrets, variables, or mapIterationFailureCount.");
        }
        StateTest test = read(input);
        StateTest.Result outcome = test.run();
        clock.sleep(outcome.took());
        ObjectNode answer = Json.object().put("status", outcome.status());
        put(answer, "output", outcome.output());
        if (outcome.next() != null) {
            answer.put("nextState", outcome.next());
        }
        if (outcome.error() != null) {
            answer.put("error", outcome.error());
        }
        if (outcome.cause() != null) {
            answer.put("cause", outcome.cause());
        }
        if (level.equals(DEBUG)) {
            answer.set("inspectionData", inspection(input, test, outcome));
        }
        return answer;
    }

    private StateTest read(ObjectNode input) {
        JsonNode configuration = input.path("stateConfiguration");
        StateTest.Setup conditions = new StateTest.Setup(
                mock(input),
                configuration.path("retrierRetryCount").asInt(),
                Optional.ofNullable(configuration.path("errorCausedByState").textValue()),
                Optional.ofNullable(configuration.path("mapItemReaderData").textValue()));
        JsonNode data = json(input.path("input").asText("{}"), "InvalidExecutionInput");
        Optional<JsonNode> context = input.has("context")
                ? Optional.of(json(input.path("context").asText(), "ValidationException"))
                : Optional.empty();
        try {
            return StateTest.of(
                    machine(input.path("definition").asText()),
                    input.path("stateName").asText(),
                    data,
                    context,
                    conditions);
        } catch (InvalidDefinition refused) {
            throw new StatesException("InvalidDefinition", refused.getMessage());
        }
    }

    /**
     * Returns the parsed state machine. The last one is cached, because the states of a state machine are usually
     * tested one after the other.
     */
    private synchronized StateMachine machine(String definition) {
        StateMachine machine = last;
        if (machine == null || !definition.equals(lastDefinition)) {
            machine = StateMachine.parse(json(definition, "InvalidDefinition"));
            last = machine;
            lastDefinition = definition;
        }
        return machine;
    }

    private static Optional<StateTest.Mock> mock(ObjectNode input) {
        JsonNode mock = input.path("mock");
        if (mock.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode error = mock.path("errorOutput");
        return Optional.of(new StateTest.Mock(
                mock.has("result") ? json(mock.path("result").asText(), "ValidationException") : null,
                error.path("error").textValue(),
                error.path("cause").textValue()));
    }

    private static ObjectNode inspection(ObjectNode input, StateTest test, StateTest.Result outcome) {
        ObjectNode inspection = Json.object().put("input", input.path("input").asText("{}"));
        test.afterParameters().ifPresent(after -> put(inspection, "afterParameters", after));
        if (outcome.handler() != null) {
            ObjectNode details = inspection.putObject("errorDetails");
            if (outcome.backoff() == null) {
                details.put("catchIndex", outcome.handler());
            } else {
                details.put("retryIndex", outcome.handler())
                        .put("retryBackoffIntervalSeconds", outcome.backoff().toSeconds());
            }
        }
        return inspection;
    }

    private static void put(ObjectNode answer, String member, @Nullable JsonNode data) {
        if (data != null) {
            answer.put(member, data.toString());
        }
    }

    private static JsonNode json(String text, String otherwise) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new StatesException(otherwise, "The text is not JSON: " + e.getOriginalMessage());
        }
    }
}
