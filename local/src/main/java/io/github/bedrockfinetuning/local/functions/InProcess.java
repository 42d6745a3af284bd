package io.github.bedrockfinetuning.local.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.SdkClients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the handlers in this process, each with its own environment and role. Timeouts use virtual time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Lambda handlers in Java</a>
 */
public final class InProcess implements FunctionRunner {
    /** Ends a handler that has reached its timeout. */
    private static final class TimedOut extends Error {
        private static final long serialVersionUID = 1L;

        TimedOut() {
            super(null, null, false, false);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionClock clock;
    private final Function<DeclaredFunction, SdkClients> clients;
    private final Consumer<String> log;
    private final Map<String, SdkClients> clientsByRole = new LinkedHashMap<>();

    /**
     * @param clients creates the clients that a function uses for AWS requests
     * @param log receives the log lines of the handlers
     */
    public InProcess(VirtualClock clock, Function<DeclaredFunction, SdkClients> clients, Consumer<String> log) {
        this(FunctionClock.of(clock), clients, log);
    }

    /** Creates a runner with another clock. See {@link #InProcess(VirtualClock, Function, Consumer)}. */
    public InProcess(FunctionClock clock, Function<DeclaredFunction, SdkClients> clients, Consumer<String> log) {
        this.clock = clock;
        this.clients = clients;
        this.log = log;
    }

    @Override
    public JsonNode run(DeclaredFunction function, JsonNode payload, Mishap mishap) throws TaskFailed {
        if (mishap == Mishap.TIME_OUT) {
            clock.sleep(function.timeout());
            throw LambdaErrors.timedOut(function.timeout());
        }
        JsonNode answer = run(function, payload);
        return switch (mishap) {
            case CRASH -> throw LambdaErrors.killed();
            case OUT_OF_MEMORY -> throw LambdaErrors.exited(HandlerProcesses.OUT_OF_MEMORY_STATUS);
            default -> answer;
        };
    }

    private JsonNode run(DeclaredFunction function, JsonNode payload) throws TaskFailed {
        Instant deadline = clock.instant().plus(function.timeout());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler(function, deadline)
                    .handleRequest(
                            new ByteArrayInputStream(JSON.writeValueAsBytes(payload)),
                            out,
                            new LocalContext(function, clock, deadline, log));
            return out.size() == 0 ? JSON.nullNode() : JSON.readTree(out.toByteArray());
        } catch (TimedOut timedOut) {
            throw LambdaErrors.timedOut(function.timeout());
        } catch (IOException | RuntimeException | ReflectiveOperationException | StackOverflowError failure) {
            log.accept(trace(failure));
            throw LambdaErrors.failed(failure.getClass().getName(), failure.getMessage());
        }
    }

    private RequestStreamHandler handler(DeclaredFunction function, Instant deadline)
            throws ReflectiveOperationException {
        SdkClients aws = clientsByRole.computeIfAbsent(function.name(), role -> clients.apply(function));
        Platform platform = new Platform(function.environment(), aws, clock, duration -> sleep(duration, deadline));
        return (RequestStreamHandler) Class.forName(function.className())
                .getConstructor(Platform.class)
                .newInstance(platform);
    }

    private void sleep(Duration duration, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (duration.compareTo(left) >= 0) {
            clock.sleep(left);
            throw new TimedOut();
        }
        clock.sleep(duration);
    }

    /** Returns the stack trace that the Lambda runtime logs. */
    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
