package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.data.Data;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.states.definition.Scope;
import io.github.bedrockfinetuning.local.states.definition.State;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Simulates TestState. Tests a state of a definition in isolation, with a mocked result or a mocked error.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html">Testing state machines
 *     with the TestState API</a>
 */
public final class StateTest {
    private static final String INVALID = "ValidationException";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Found found;
    private final JsonNode input;
    private final Optional<JsonNode> context;
    private final Setup setup;

    /**
     * A mocked result, or a mocked error with its cause.
     *
     * @param result the mocked result; null for an error
     * @param error the mocked error; null for a result
     */
    public record Mock(
            @Nullable JsonNode result,
            @Nullable String error,
            @Nullable String cause) {}

    /**
     * The configuration of a test.
     *
     * @param retries the number of previous retries of the state
     * @param errorCausedBy the state inside a Map or Parallel state that raises the mocked error
     * @param items the data that the ItemReader of a Distributed Map reads
     */
    public record Setup(Optional<Mock> mock, int retries, Optional<String> errorCausedBy, Optional<String> items) {}

    /**
     * The result of a test.
     *
     * @param status SUCCEEDED, FAILED, RETRIABLE or CAUGHT_ERROR
     * @param output the output; null if the state failed or is retried
     * @param next the next state; null if the state failed, is retried or is the last one
     * @param error the error; null if the state succeeded or is retried. The same applies to {@code cause}.
     * @param handler the index of the Catch or Retry element that applies; null if none applies
     * @param backoff the delay before the retry; null unless a Retry element applies
     * @param took the duration of a Wait state
     */
    public record Result(
            String status,
            @Nullable JsonNode output,
            @Nullable String next,
            @Nullable String error,
            @Nullable String cause,
            @Nullable Integer handler,
            @Nullable Duration backoff,
            Duration took) {}

    /** A state and whether it is inside the item processor of a Map state. */
    private record Found(State state, boolean inMap) {}

    private StateTest(Found found, JsonNode input, Optional<JsonNode> context, Setup setup) {
        this.found = found;
        this.input = input;
        this.context = context;
        this.setup = setup;
        check();
    }

    /**
     * Prepares a test of one state.
     *
     * @param context the context object; if empty, the test uses a default
     * @throws StatesException ValidationException if the state does not exist or the request is not valid
     */
    public static StateTest of(
            StateMachine machine, String state, JsonNode input, Optional<JsonNode> context, Setup setup) {
        Found found = find(List.of(machine.scope()), state, false)
                .orElseThrow(() -> invalid("The definition has no state of the given name"));
        return new StateTest(found, input, context, setup);
    }

    /** Tests the state. A Wait state returns immediately. */
    public Result run() {
        InputOutput processing = new InputOutput(found.state(), input, this::data);
        Duration took = Duration.ZERO;
        try {
            if (found.state() instanceof State.Wait wait) {
                took = wait(wait);
            }
            Flow.Exit exit = exit(processing);
            return new Result("SUCCEEDED", exit.output(), exit.next(), null, null, null, null, took);
        } catch (StateFailure failure) {
            return failed(processing, failure);
        }
    }

    /** Returns the input after Parameters is applied, or an empty {@code Optional} if Parameters fails. */
    public Optional<JsonNode> afterParameters() {
        try {
            return Optional.of(new InputOutput(found.state(), input, this::data).effective("token"));
        } catch (StateFailure failure) {
            return Optional.empty();
        }
    }

    private Flow.Exit exit(InputOutput processing) {
        State state = found.state();
        if (state instanceof State.Choice choice) {
            return processing.choose(choice);
        }
        if (state instanceof State.Succeed || state instanceof State.Wait) {
            return processing.left(input);
        }
        if (state instanceof State.Pass pass) {
            return processing.left(processing.combined(processing.result(pass)));
        }
        if (state instanceof State.Fail fail) {
            throw new StateFailure(fail.error(), fail.cause());
        }
        processing.effective("token");
        Mock mock = setup.mock().orElseThrow();
        if (mock.error() != null) {
            throw new StateFailure(mock.error(), mock.cause());
        }
        return processing.left(processing.combined(mock.result()));
    }

    private Result failed(InputOutput processing, StateFailure failure) {
        OptionalInt retrier = processing.retrier(failure);
        if (retrier.isPresent() && setup.retries() < processing.retrier(retrier).maxAttempts()) {
            Duration backoff = processing.retrier(retrier).delay(setup.retries(), new Chance(1)::fraction);
            return new Result("RETRIABLE", null, null, null, null, retrier.getAsInt(), backoff, Duration.ZERO);
        }
        OptionalInt catcher = processing.catcher(failure);
        if (catcher.isEmpty()) {
            return new Result("FAILED", null, null, failure.error(), failure.cause(), null, null, Duration.ZERO);
        }
        Flow.Exit exit = processing.caught(catcher, failure);
        return new Result(
                "CAUGHT_ERROR",
                exit.output(),
                exit.next(),
                failure.error(),
                failure.cause(),
                catcher.getAsInt(),
                null,
                Duration.ZERO);
    }

    private Duration wait(State.Wait wait) {
        Duration took = Duration.ofSeconds(wait.seconds(data(input, null)));
        if (took.compareTo(LONGEST) > 0) {
            throw new StateFailure(StateFailure.TIMEOUT, "The state took longer than five minutes.");
        }
        return took;
    }

    private void check() {
        State state = found.state();
        boolean mockable = state instanceof State.Task || state instanceof State.Map || state instanceof State.Parallel;
        if (setup.mock().isPresent() && !mockable) {
            throw invalid("A mock can only be specified for Task, Map, or Parallel states");
        }
        if (context.isPresent() && setup.mock().isEmpty()) {
            throw invalid("Context can only be specified together with a mock");
        }
        if (setup.mock().isEmpty() && mockable) {
            boolean works = state instanceof State.Task task && !task.resource().waitsForToken();
            throw works
                    ? new StatesException(
                            "NotImplemented", "The local simulation supports tests of Task states only with a mock.")
                    : invalid("This state can only be tested with a mock");
        }
        setup.mock().ifPresent(mock -> checkMock(state, mock));
        if (setup.items().isPresent() && !(state instanceof State.Map)) {
            throw invalid("mapItemReaderData is allowed only for Distributed Map states");
        }
    }

    private void checkMock(State state, Mock mock) {
        if (mock.result() != null && mock.error() != null) {
            throw invalid("specify either mock.result or mock.errorOutput, not both");
        }
        if (state instanceof State.Parallel parallel && mock.result() != null) {
            if (!mock.result().isArray()
                    || mock.result().size() != parallel.scopes().size()) {
                throw invalid(
                        "The mocked result of a Parallel state must be an array with one element for each branch");
            }
        }
        if (state instanceof State.Map
                && mock.result() != null
                && !mock.result().isContainerNode()) {
            throw invalid("The mocked result of a Map state must be a JSON array or object");
        }
        if (!(state instanceof State.Task) && mock.error() != null) {
            boolean inside = setup.errorCausedBy().stream()
                    .anyMatch(cause -> find(state.scopes(), cause, false).isPresent());
            if (!inside) {
                throw invalid("errorCausedByState must name a state inside the Map or Parallel state");
            }
        }
    }

    private Data data(JsonNode of, @Nullable String token) {
        return new Data(of, () -> context.orElseGet(this::defaults));
    }

    /** Returns the documented part of the default context object. */
    private JsonNode defaults() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("State").put("Name", found.state().name());
        object.putObject("Task").put("Token", "token");
        if (found.inMap() || found.state() instanceof State.Map) {
            object.putObject("Map").putObject("Item").put("Index", 0).set("Value", input);
        }
        return object;
    }

    private static Optional<Found> find(List<Scope> scopes, String name, boolean inMap) {
        for (Scope scope : scopes) {
            if (scope.states().containsKey(name)) {
                return Optional.of(new Found(scope.states().get(name), inMap));
            }
            for (State state : scope.states().values()) {
                Optional<Found> inner = find(state.scopes(), name, inMap || state instanceof State.Map);
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        return Optional.empty();
    }

    private static StatesException invalid(String message) {
        return new StatesException(INVALID, message);
    }
}
