package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Makes the context object, {@code $$}.
 *
 * @param token null unless the state waits for one
 * @param item null outside a map
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html">Context object</a>
 */
record Context(Execution execution, String state, Instant entered, int retryCount, String token, JsonNode item) {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    JsonNode json() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.putObject("Execution")
                .put("Id", execution.arn())
                .put("Name", execution.name())
                .put("StartTime", MILLIS.format(execution.startDate()))
                .put("RedriveCount", execution.redriveCount())
                .set("Input", execution.input());
        if (execution.redriveDate() != null) {
            ((ObjectNode) context.path("Execution")).put("RedriveTime", MILLIS.format(execution.redriveDate()));
        }
        context.putObject("State")
                .put("Name", state)
                .put("EnteredTime", MILLIS.format(entered))
                .put("RetryCount", retryCount);
        context.putObject("StateMachine").put("Id", execution.machineArn()).put("Name", execution.machineName());
        if (token != null) {
            context.putObject("Task").put("Token", token);
        }
        if (item != null) {
            context.putObject("Map").set("Item", item);
        }
        return context;
    }
}
