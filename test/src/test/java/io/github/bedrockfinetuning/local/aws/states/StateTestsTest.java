package io.github.bedrockfinetuning.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.states.StatesException;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tests the simulated TestState with the examples in the developer guide and with invalid requests. */
class StateTestsTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private static final String CHOICE = """
            {"Type": "Choice", "Choices": [{"Variable": "$.number", "StringEquals": "1", "Next": "One"},
             {"Variable": "$.number", "StringEquals": "2", "Next": "Two"}], "Default": "No"}""";

    private static final String RETRIED = """
            {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
             "Retry": [{"ErrorEquals": ["Lambda.ServiceException"], "IntervalSeconds": 2, "MaxAttempts": 3,
             "BackoffRate": 2.0}], "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Handle"}],
             "Next": "Success"}""";

    private static final String PARALLEL = """
            {"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}],
             "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Handle"}], "End": true}""";

    private final VirtualClock clock = new VirtualClock(START);
    private final StateTests tests = new StateTests(clock);

    @Test
    void aChoiceTellsTheNextState() throws Exception {
        var answer = test(CHOICE, "{\"number\": \"2\"}", "{}");
        assertThat(answer.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(answer.path("nextState").asText()).isEqualTo("Two");
        assertThat(answer.path("output").asText()).isEqualTo("{\"number\":\"2\"}");
    }

    @Test
    void aMockedErrorIsRetriedThenCaught() throws Exception {
        String error = "\"mock\": {\"errorOutput\": {\"error\": \"Lambda.ServiceException\", \"cause\": \"c\"}}";
        var retried = test(
                RETRIED,
                "{\"data\": 1}",
                "{" + error + ", \"inspectionLevel\": \"DEBUG\", \"stateConfiguration\": {\"retrierRetryCount\": 1}}");
        assertThat(retried.path("status").asText()).isEqualTo("RETRIABLE");
        assertThat(retried.at("/inspectionData/errorDetails/retryBackoffIntervalSeconds")
                        .asInt())
                .isEqualTo(4);
        assertThat(retried.at("/inspectionData/errorDetails/retryIndex").asInt(-1))
                .isZero();

        var caught =
                test(RETRIED, "{\"data\": 1}", "{" + error + ", \"stateConfiguration\": {\"retrierRetryCount\": 3}}");
        assertThat(caught.path("status").asText()).isEqualTo("CAUGHT_ERROR");
        assertThat(caught.path("nextState").asText()).isEqualTo("Handle");
        assertThat(caught.path("output").asText())
                .isEqualTo("{\"data\":1,\"error\":{\"Error\":\"Lambda.ServiceException\",\"Cause\":\"c\"}}");
    }

    @Test
    void aWaitStateTakesItsTimeUpToFiveMinutes() throws Exception {
        String wait = "{\"Type\": \"Wait\", \"SecondsPath\": \"$.s\", \"End\": true}";
        assertThat(test(wait, "{\"s\": 60}", "{}").path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofMinutes(1)));
        assertThat(test(wait, "{\"s\": 301}", "{}").path("error").asText()).isEqualTo("States.Timeout");
    }

    @Test
    void refusesWhatTheServiceRefuses() {
        String result = "{\"mock\": {\"result\": \"[1, 2]\"}}";
        refused(CHOICE, "{\"mock\": {\"result\": \"1\"}}", "A mock can only be specified");
        refused(CHOICE, "{\"context\": \"{}\"}", "Context can only be specified");
        refused(CHOICE, "{\"inspectionLevel\": \"TRACE\"}", "HTTP Task");
        refused(PARALLEL, "{}", "only be tested with a mock");
        refused(PARALLEL, result, "one element for each branch");
        refused(PARALLEL, "{\"mock\": {\"errorOutput\": {\"error\": \"E\"}}}", "errorCausedByState");
        refused(
                RETRIED,
                "{\"mock\": {\"result\": \"1\", \"errorOutput\": {\"error\": \"E\"}}}",
                "either mock.result or mock.errorOutput, not both");
        refused(
                RETRIED,
                "{\"mock\": {\"result\": \"1\"}, \"stateConfiguration\": {\"mapItemReaderData\": \"1\"}}",
                "Distributed Map");
    }

    private void refused(String definition, String more, String words) {
        assertThatThrownBy(() -> test(definition, "{\"number\": 1}", more))
                .isInstanceOf(StatesException.class)
                .hasMessageContaining(words)
                .extracting(refusal -> ((StatesException) refusal).code())
                .isEqualTo("ValidationException");
    }

    @Test
    void refusesByNameWhatIsNotSimulated() {
        notSimulated("variables", "{\"variables\": \"{}\"}");
        notSimulated("revealSecrets", "{\"revealSecrets\": true}");
        notSimulated("mapIterationFailureCount", "{\"stateConfiguration\": {\"mapIterationFailureCount\": 1}}");
        assertThatThrownBy(() -> tests.test(((ObjectNode) Json.parse("{}"))
                        .put("definition", CHOICE)
                        .put("input", "{}")))
                .isInstanceOf(StatesException.class)
                .hasMessageContaining("stateName");
    }

    private void notSimulated(String name, String more) {
        assertThatThrownBy(() -> test(CHOICE, "{}", more))
                .isInstanceOf(StatesException.class)
                .hasMessageContaining(name);
    }

    /** Tests the first state of a state machine. */
    private JsonNode test(String definition, String input, String more) throws Exception {
        ObjectNode machine = (ObjectNode) Json.parse("{\"StartAt\": \"Tested\", \"States\": {}}");
        ObjectNode states = (ObjectNode) machine.path("States");
        states.set("Tested", Json.parse(definition));
        for (String other : new String[] {"One", "Two", "No", "Success", "Handle"}) {
            if (definition.contains("\"" + other + "\"")) {
                states.putObject(other).put("Type", "Succeed");
            }
        }
        var request = (ObjectNode) Json.parse(more);
        request.put("definition", machine.toString()).put("stateName", "Tested").put("input", input);
        return tests.test(request);
    }
}
