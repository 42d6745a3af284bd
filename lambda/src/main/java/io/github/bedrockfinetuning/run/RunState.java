package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state that the state machine hands from step to step. Changes apply to it in place; fields it does not know stay. */
public final class RunState {
    private final ObjectNode fields;

    public RunState(ObjectNode fields) {
        this.fields = fields;
    }

    /** The state of a run with nothing in it but its id. */
    public static RunState of(RunId run) {
        return new RunState(Json.object().put(StateFields.RUN_ID, run.value()));
    }

    public ObjectNode json() {
        return fields;
    }

    /**
     * The run that the state belongs to.
     *
     * @throws PermanentFailure if the state names no run
     */
    public Run run(Platform platform) {
        return Run.of(platform, fields);
    }

    /** Whether this is what the last step said. */
    public boolean is(StepStatus status) {
        return status.name().equals(fields.path(StateFields.STATUS).asText());
    }

    public RunState status(StepStatus status) {
        fields.put(StateFields.STATUS, status.name());
        return this;
    }

    /** How the run ended, after Tell. */
    public RunState status(RunStatus status) {
        fields.put(StateFields.STATUS, status.name());
        return this;
    }

    /** The step is to be called again after a while. */
    public RunState waiting(StepStatus status, Duration wait) {
        status(status);
        fields.put(StateFields.WAIT_SECONDS, wait.toSeconds());
        return this;
    }

    /** What the step waited for has happened. */
    public RunState finished(StepStatus status) {
        fields.remove(
                List.of(StateFields.WAIT_SECONDS, StateFields.LOOKS, StateFields.QUIET, StateFields.QUEUED_SINCE));
        return status(status);
    }

    /** How many times the step has looked at what it waits for. */
    public int looks() {
        return fields.path(StateFields.LOOKS).asInt();
    }

    public RunState looks(int looks) {
        fields.put(StateFields.LOOKS, looks);
        return this;
    }

    /** How many looks in a row have found nothing. */
    public int quiet() {
        return fields.path(StateFields.QUIET).asInt();
    }

    public RunState quiet(int looks) {
        fields.put(StateFields.QUIET, looks);
        return this;
    }

    /** Since when the run has waited for a job slot. */
    public Optional<Instant> queuedSince() {
        return instant(StateFields.QUEUED_SINCE);
    }

    public RunState queuedSince(Optional<Instant> since) {
        put(StateFields.QUEUED_SINCE, since);
        return this;
    }

    /** Since when the model has answered nothing because of throttling. */
    public Optional<Instant> throttledSince() {
        return instant(StateFields.THROTTLED_SINCE);
    }

    /** Since when the model has answered nothing because of errors. */
    public Optional<Instant> failingSince() {
        return instant(StateFields.FAILING_SINCE);
    }

    public RunState unansweredSince(Optional<Instant> throttled, Optional<Instant> failing) {
        put(StateFields.THROTTLED_SINCE, throttled);
        put(StateFields.FAILING_SINCE, failing);
        return this;
    }

    /** How many child executions are to answer batches at the same time. */
    public RunState concurrency(int concurrency) {
        fields.put(StateFields.CONCURRENCY, concurrency);
        return this;
    }

    /** Whether a judge is to compare the answers. */
    public RunState judge(boolean judge) {
        fields.put(StateFields.JUDGE, judge);
        return this;
    }

    /** Whether the custom model gets its stable name. */
    public RunState promote(boolean promote) {
        fields.put(StateFields.PROMOTE, promote);
        return this;
    }

    /** Whether it is decided that the custom model gets its stable name, or that it does not. */
    public boolean promotionDecided() {
        return fields.path(StateFields.FINAL).asBoolean(fields.has(StateFields.PROMOTE));
    }

    /** The name of the system that a child execution asks. */
    public String system() {
        return fields.path(StateFields.SYSTEM).asText();
    }

    /** The batch of a child execution. */
    public JsonNode batch() {
        return fields.path(StateFields.BATCH);
    }

    /** The token with which AskApproval's task ends. */
    public String taskToken() {
        return fields.path(StateFields.TASK_TOKEN).asText();
    }

    /** Whether no one answered the approval request in time. */
    public boolean nobodyAnswered() {
        return fields.path(StateFields.UNANSWERED).asBoolean();
    }

    /** The error that a state caught. */
    public Optional<JsonNode> error() {
        return Optional.ofNullable(fields.get(StateFields.ERROR));
    }

    private Optional<Instant> instant(String field) {
        return Optional.ofNullable(fields.path(field).textValue()).map(Instant::parse);
    }

    private void put(String field, Optional<Instant> since) {
        fields.remove(field);
        since.ifPresent(instant -> fields.put(field, instant.toString()));
    }
}
