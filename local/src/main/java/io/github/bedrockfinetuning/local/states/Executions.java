package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.data.Payload;
import io.github.bedrockfinetuning.local.states.definition.ExecutionNames;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Simulates the executions of one account and Region. */
public final class Executions {
    /**
     * The maximum duration of a Standard execution.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
     */
    static final Duration LONGEST = Duration.ofDays(365);

    private final Engine engine;

    public Executions(VirtualClock clock, TaskRunner tasks, ItemSource items, Listener listener) {
        this(clock, tasks, items, listener, 1);
    }

    /** @param seed the seed for identifiers and jitter; the default is 1 */
    public Executions(VirtualClock clock, TaskRunner tasks, ItemSource items, Listener listener, long seed) {
        Chance chance = new Chance(seed);
        engine = new Engine(clock, tasks, items, listener, chance, new TaskTokens(chance), new Registry());
    }

    /**
     * Simulates StartExecution. The execution progresses while the clock is running.
     *
     * @param name the name of the execution; null to generate a name
     * @return the execution; if an execution with the same name and input is already running, returns that execution
     * @throws StatesException InvalidArn, InvalidName, InvalidExecutionInput, or ExecutionAlreadyExists
     */
    public Execution start(StateMachine machine, String machineArn, @Nullable String name, JsonNode input) {
        Arns.checkMachine(machineArn);
        String called = name == null ? engine.chance().uuid() : name;
        if (!ExecutionNames.isAllowed(called)) {
            throw new StatesException(
                    "InvalidName",
                    "Invalid Name: '" + called + "'; a name must have 1 to " + ExecutionNames.LONGEST
                            + " characters and must not contain white space, control characters, or < > { } [ ] ? * \" # "
                            + "% \\ ^ | ~ ` $ & , ; : /");
        }
        if (Payload.size(input) > Payload.LIMIT) {
            throw new StatesException("InvalidExecutionInput", "The input is larger than " + Payload.LIMIT + " bytes.");
        }
        String arn = Arns.execution(machineArn, called);
        Optional<Execution> earlier = engine.registry().find(arn);
        if (earlier.isPresent()) {
            boolean same = earlier.get().status() == Execution.Status.RUNNING
                    && earlier.get().input().equals(input);
            if (same) {
                return earlier.get();
            }
            throw new StatesException("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
        }
        Execution execution =
                new Execution(engine, new Execution.Identity(arn, machineArn, called, null), input, ended -> {});
        Integer seconds = machine.timeoutSeconds();
        Duration limit = seconds == null ? LONGEST : Duration.ofSeconds(seconds);
        execution.begin(machine.scope(), limit.compareTo(LONGEST) < 0 ? limit : LONGEST);
        return execution;
    }

    /**
     * Simulates RedriveExecution. The execution continues at the state at which it failed, timed out or was stopped.
     *
     * @throws StatesException ExecutionDoesNotExist, or ExecutionNotRedrivable with the reason
     */
    public Execution redrive(String arn) {
        Execution execution = engine.registry()
                .find(arn)
                .orElseThrow(
                        () -> new StatesException("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"));
        execution.notRedrivable().ifPresent(reason -> {
            throw new StatesException("ExecutionNotRedrivable", reason + ".");
        });
        execution.redrive();
        return execution;
    }

    /**
     * Returns the ARN of the state machine whose execution issued a task token, or an empty {@code Optional} if the
     * token is unknown.
     */
    public Optional<String> machineOfToken(String token) {
        return engine.tokens().machineArn(token);
    }

    /**
     * Simulates SendTaskSuccess.
     *
     * @throws StatesException InvalidToken, InvalidOutput, TaskDoesNotExist, or TaskTimedOut if the task has ended
     */
    public void sendTaskSuccess(@Nullable String token, JsonNode output) {
        engine.tokens().succeed(token, output);
    }

    /** Finds an execution, or a child execution of a Distributed Map. */
    public Optional<Execution> find(String arn) {
        return engine.registry().find(arn);
    }

    /** Returns the executions of all state machines, including child executions, in the order in which they were started. */
    public List<Execution> all() {
        return engine.registry().all();
    }

    /** Returns the executions of a state machine without child executions, in the order in which they were started. */
    public List<Execution> list(String machineArn) {
        return engine.registry().all().stream()
                .filter(execution -> execution.machineArn().equals(machineArn))
                .toList();
    }
}
