package io.github.bedrockfinetuning.local.rehearsal;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.states.VirtualClock;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.SdkClients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lambda on one machine: the real handlers, each with only its own environment and its own identity, its deadline kept
 * on the virtual clock.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Lambda handlers in Java</a>
 */
final class Functions {
    /**
     * One function as the template declares it.
     *
     * @param name the name of its role, which also names the caller in the record of calls
     */
    record Declared(String name, String arn, String handler, Duration timeout, Map<String, String> environment) {
        /** The handler's class name without its package: the step's name. */
        String step() {
            return className().substring(className().lastIndexOf('.') + 1);
        }

        String className() {
            int method = handler.indexOf("::");
            return method < 0 ? handler : handler.substring(0, method);
        }
    }

    /** Thrown in a handler whose time is up: nothing of it runs any further. */
    static final class TimedOut extends Error {
        private static final long serialVersionUID = 1L;

        TimedOut(String function, Duration timeout) {
            super(function + " did not finish within " + timeout.toSeconds() + " seconds.", null, false, false);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final VirtualClock clock;
    private final Function<Declared, SdkClients> clients;
    private final FunctionFaults faults;
    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final Map<String, SdkClients> clientsByFunction = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();

    /** @param clients makes the clients through which a function's handler reaches the local AWS */
    Functions(VirtualClock clock, Function<Declared, SdkClients> clients, FunctionFaults faults) {
        this.clock = clock;
        this.clients = clients;
        this.faults = faults;
    }

    void declare(Declared function) {
        declared.put(function.arn(), function);
    }

    /** Finds a function by its ARN or one of its versions' ARNs. */
    Declared function(String arn) {
        String unqualified = arn.replaceFirst("^((?:[^:]*:){6}[^:]+):.*$", "$1");
        Declared found = declared.get(unqualified);
        if (found == null) {
            throw new IllegalArgumentException("No function " + arn + " was deployed.");
        }
        return found;
    }

    /** The step whose function has a role, or nothing known. */
    String stepOf(String role) {
        return declared.values().stream()
                .filter(function -> function.name().equals(role))
                .map(Declared::step)
                .findFirst()
                .orElse("");
    }

    /**
     * Invokes a function and waits for its answer.
     *
     * @throws TaskFailed with the exception's class as the error, as Lambda reports it
     */
    JsonNode invoke(String arn, JsonNode payload) throws TaskFailed {
        Declared function = function(arn);
        Optional<FaultSpec.Kind> fault = faults.strike(function.step());
        if (fault.filter(kind -> kind == FaultSpec.Kind.TIME_OUT).isPresent()) {
            clock.sleep(function.timeout());
            throw new TaskFailed("Sandbox.Timedout", new TimedOut(function.name(), function.timeout()).getMessage());
        }
        JsonNode answer = run(function, payload);
        if (fault.isPresent()) {
            throw new TaskFailed(
                    "Runtime.ExitError",
                    function.name() + ": the runtime exited (" + fault.get().id() + ").");
        }
        return answer;
    }

    /** All that handlers have logged, line by line. */
    List<String> log() {
        return log;
    }

    private JsonNode run(Declared function, JsonNode payload) throws TaskFailed {
        Instant deadline = clock.now().plus(function.timeout());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler(function, deadline)
                    .handleRequest(
                            new ByteArrayInputStream(JSON.writeValueAsBytes(payload)),
                            out,
                            new LocalContext(function, clock, deadline, log::add));
            return out.size() == 0 ? JSON.nullNode() : JSON.readTree(out.toByteArray());
        } catch (TimedOut timedOut) {
            throw new TaskFailed("Sandbox.Timedout", timedOut.getMessage());
        } catch (IOException | RuntimeException | ReflectiveOperationException | StackOverflowError failure) {
            log.add(trace(failure));
            throw new TaskFailed(failure.getClass().getName(), cause(failure));
        }
    }

    private RequestStreamHandler handler(Declared function, Instant deadline) throws ReflectiveOperationException {
        SdkClients aws = clientsByFunction.computeIfAbsent(function.arn(), arn -> clients.apply(function));
        Platform platform = new Platform(
                function.environment(), aws, clock.clock(), duration -> sleep(function, duration, deadline));
        return (RequestStreamHandler) Class.forName(function.className())
                .getConstructor(Platform.class)
                .newInstance(platform);
    }

    private void sleep(Declared function, Duration duration, Instant deadline) {
        Duration left = Duration.between(clock.now(), deadline);
        if (duration.compareTo(left) >= 0) {
            clock.sleep(left);
            throw new TimedOut(function.name(), function.timeout());
        }
        clock.sleep(duration);
    }

    /** Lambda's runtime logs what a handler throws, with the words of every cause. */
    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private static String cause(Throwable failure) {
        ObjectNode cause = JSON.createObjectNode();
        cause.put("errorMessage", failure.getMessage());
        cause.put("errorType", failure.getClass().getName());
        try {
            return JSON.writeValueAsString(cause);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
