package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.states.definition.Scope;
import io.github.bedrockfinetuning.local.time.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An execution of a state machine, or a child execution of a Distributed Map. */
public final class Execution implements Abortable {
    /** The execution status in DescribeExecution responses. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    private static final Duration REDRIVABLE = Duration.ofDays(14);

    private final Engine engine;
    private final Identity identity;
    private final JsonNode input;
    private final History history;
    private final List<Execution> children = new ArrayList<>();
    private final Consumer<Execution> onEnd;
    private final Instant startDate;
    private Flow flow;
    private Cancellable deadline;
    private volatile Status status = Status.RUNNING;
    private volatile @Nullable JsonNode output;
    private volatile @Nullable String error;
    private volatile @Nullable String cause;
    private volatile @Nullable Instant stopDate;
    private Duration limit;
    private volatile int redriveCount;
    private volatile @Nullable Instant redriveDate;

    /**
     * The ARN and the names of an execution.
     *
     * @param machineArn the ARN of the state machine; for a child execution, the ARN of the parent's state machine with
     *     the label of the map
     * @param mapRunArn the ARN of the Map Run; null unless this is a child execution of a Distributed Map
     */
    record Identity(
            String arn,
            String machineArn,
            String name,
            @Nullable String mapRunArn) {}

    /** @param onEnd is called at the end of the execution */
    Execution(Engine engine, Identity identity, JsonNode input, Consumer<Execution> onEnd) {
        this.engine = engine;
        this.identity = identity;
        this.input = input;
        this.onEnd = onEnd;
        history = new History(engine.clock());
        startDate = engine.clock().now();
    }

    public String arn() {
        return identity.arn();
    }

    public String machineArn() {
        return identity.machineArn();
    }

    public String name() {
        return identity.name();
    }

    public Status status() {
        return status;
    }

    public JsonNode input() {
        return input;
    }

    /** Returns the output, or null if the execution did not succeed. */
    public @Nullable JsonNode output() {
        return output;
    }

    /** Returns the error, or null unless the execution failed, timed out, or was stopped with an error. */
    public @Nullable String error() {
        return error;
    }

    /** Returns the cause, or null if the execution did not end with a cause. */
    public @Nullable String cause() {
        return cause;
    }

    public Instant startDate() {
        return startDate;
    }

    /** Returns the end time, or null while the execution is running. */
    public @Nullable Instant stopDate() {
        return stopDate;
    }

    /** Returns the history. Child executions have separate histories. */
    public List<HistoryEvent> history() {
        return history.events();
    }

    /** Returns the child executions of Distributed Maps, in the order in which they were started. */
    public List<Execution> children() {
        return List.copyOf(children);
    }

    /** Returns the ARN of the Map Run that started this execution, or null if StartExecution started it. */
    public @Nullable String mapRunArn() {
        return identity.mapRunArn();
    }

    /**
     * Simulates StopExecution. Tasks in progress continue, but their results are ignored. Has no effect after the end.
     */
    public void stop(@Nullable String withError, @Nullable String withCause) {
        if (status == Status.RUNNING) {
            flow.abort();
            end(Status.ABORTED, null, withError, withCause);
        }
    }

    /** Stops this child execution because its Distributed Map failed or was stopped. */
    @Override
    public void abort() {
        stop(null, null);
    }

    String machineName() {
        return Arns.machineName(identity.machineArn());
    }

    History events() {
        return history;
    }

    void addChild(Execution child) {
        children.add(child);
    }

    /** Returns the number of times the execution was redriven. */
    public int redriveCount() {
        return redriveCount;
    }

    /** Returns the time of the last redrive, or null if there was none. */
    public @Nullable Instant redriveDate() {
        return redriveDate;
    }

    /**
     * Returns the reason why the execution cannot be redriven, or an empty {@code Optional} if it can be redriven.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Redrive eligibility</a>
     */
    public Optional<String> notRedrivable() {
        Instant now = engine.clock().now();
        if (status == Status.RUNNING || status == Status.SUCCEEDED) {
            return Optional.of("Execution is " + status + " and cannot be redriven");
        }
        if (identity.mapRunArn() != null) {
            return Optional.of(
                    "A child execution of a Map Run can be redriven only with the execution that started it");
        }
        if (now.isAfter(stopDate.plus(REDRIVABLE))) {
            return Optional.of("Execution has exceeded its redrivable period of 14 days");
        }
        if (now.isAfter(startDate.plus(Executions.LONGEST))) {
            return Optional.of("Execution has exceeded the maximum execution time of one year");
        }
        if (history.size() >= History.LIMIT - 1) {
            return Optional.of("Execution has " + history.size() + " events in its history and cannot be redriven");
        }
        return Optional.empty();
    }

    /**
     * Continues the execution from the states that did not succeed, with the same input. The results of other states
     * are retained.
     */
    void redrive() {
        status = Status.RUNNING;
        error = null;
        cause = null;
        stopDate = null;
        redriveCount++;
        redriveDate = engine.clock().now();
        flow = flow.redriven(history.reopen(redriveCount));
        live();
        engine.listener().executionRedriven(this);
    }

    void begin(Scope scope, Duration limit) {
        this.limit = limit;
        ObjectNode details = History.details();
        details.set("input", input);
        long first = history.add(0, "ExecutionStarted", details);
        engine.registry().add(this);
        flow = new Flow(engine, this, scope, first);
        live();
        engine.listener().executionStarted(this);
    }

    private void live() {
        deadline = engine.clock().after(limit, this::timeOut);
        flow.start(
                name(),
                () -> flow.run(input),
                result -> end(Status.SUCCEEDED, result, null, null),
                failure -> end(Status.FAILED, null, failure.error(), failure.cause()));
    }

    private void timeOut() {
        flow.abort();
        end(Status.TIMED_OUT, null, StateFailure.TIMEOUT, null);
    }

    private void end(Status as, @Nullable JsonNode result, @Nullable String withError, @Nullable String withCause) {
        status = as;
        output = result;
        error = withError;
        cause = withCause;
        stopDate = engine.clock().now();
        deadline.cancel();
        ObjectNode details = result == null ? History.failure(withError, withCause) : History.details("output", result);
        history.close(
                switch (as) {
                    case SUCCEEDED -> "ExecutionSucceeded";
                    case FAILED -> "ExecutionFailed";
                    case TIMED_OUT -> "ExecutionTimedOut";
                    default -> "ExecutionAborted";
                },
                details);
        engine.listener().executionEnded(this);
        onEnd.accept(this);
    }

    @Override
    public String toString() {
        return identity.arn() + " " + status;
    }
}
