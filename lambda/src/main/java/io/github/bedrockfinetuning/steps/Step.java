package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The handler of a state. It receives the run state and returns the next state. It throws only
 * {@code PermanentFailure}, {@code TransientFailure}, and {@code Throttled}; the state uses these names to decide
 * whether to retry. Each call logs a line with IDs and numbers but no data. The stack's metrics are extracted from
 * these lines.
 */
public abstract class Step implements RequestStreamHandler {
    private final Platform platform;
    /** The log line of the current call. Lambda sends one call at a time to an instance. */
    private final ObjectNode figures = Json.object();

    protected Step(Platform platform) {
        this.platform = platform;
    }

    /** Runs the step on the state and returns the next state. */
    protected abstract JsonNode run(ObjectNode state, Context context) throws IOException, InterruptedException;

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        long start = platform.clock().millis();
        ObjectNode log = Json.object().put("step", getClass().getSimpleName());
        figures.removeAll();
        try {
            JsonNode state = Json.read(new String(input.readAllBytes(), StandardCharsets.UTF_8));
            if (!(state instanceof ObjectNode object)) {
                throw new PermanentFailure("The step's input is not a JSON object.");
            }
            log.put(StateFields.RUN_ID, object.path(StateFields.RUN_ID).asText(null));
            JsonNode result = run(object, context);
            log.put("status", result.path(StateFields.STATUS).asText("done"));
            output.write(Json.bytes(result));
        } catch (IOException | InterruptedException | RuntimeException | StackOverflowError e) {
            Failure failure = e instanceof Exception exception
                    ? Failures.of(exception)
                    : new PermanentFailure("The step failed because of data that is nested too deeply.", e);
            log.put("status", "failed")
                    .put("error", failure.getClass().getSimpleName())
                    .put("cause", e.getClass().getName());
            throw Failures.withoutCauses(failure);
        } finally {
            log.setAll(figures);
            log.put("millis", platform.clock().millis() - start);
            log(context, log);
        }
    }

    protected final Platform platform() {
        return platform;
    }

    /** Adds a number to the call's log line, from which the stack can extract a metric. */
    protected final void measure(RunMetric metric, double value) {
        figures.put(metric.field(), value);
    }

    /** Adds the run's final status to the call's log line. */
    protected final void ended(RunStatus status) {
        figures.put(RunMetric.ENDED.field(), status.name());
    }

    private static void log(Context context, ObjectNode line) {
        if (context != null && context.getLogger() != null) {
            context.getLogger().log(Visible.text(Json.text(line)) + "\n");
        }
    }
}
