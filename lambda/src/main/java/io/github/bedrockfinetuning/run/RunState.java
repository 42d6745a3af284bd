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

/**
 * The state that the state machine passes from step to step. Changes modify it in place; unknown fields are retained.
 */
public final class RunState {
    private final ObjectNode fields;

    public RunState(ObjectNode fields) {
        this.fields = fields;
    }

    /** Returns a run state that contains only the run ID. */
    public static RunState of(RunId run) {
        return new RunState(Json.object().put(StateFields.RUN_ID, run.value()));
    }

    public ObjectNode json() {
        return fields;
    }

    /**
     * Returns the run that the state belongs to.
     *
     * @throws PermanentFailure if the state does not contain a run ID
     */
    public Run run(Platform platform) {
        return Run.of(platform, fields);
    }

    /** Returns whether the last step reported this status. */
    public boolean is(StepStatus status) {
        return status.name().equals(fields.path(StateFields.STATUS).asText());
    }

    public RunState status(StepStatus status) {
        fields.put(StateFields.STATUS, status.name());
        return this;
    }

    /** Sets the final status of the run, which Tell reports. */
    public RunState status(RunStatus status) {
        fields.put(StateFields.STATUS, status.name());
        return this;
    }

    /** Sets the status and the time to wait before the step is called again. */
    public RunState waiting(StepStatus status, Duration wait) {
        status(status);
        fields.put(StateFields.WAIT_SECONDS, wait.toSeconds());
        return this;
    }

    /** Reports a status and removes the fields that were needed while the step was waiting. */
    public RunState finished(StepStatus status) {
        fields.remove(
                List.of(StateFields.WAIT_SECONDS, StateFields.LOOKS, StateFields.QUIET, StateFields.QUEUED_SINCE));
        return status(status);
    }

    /** Returns the number of times that the step has polled while waiting. */
    public int looks() {
        return fields.path(StateFields.LOOKS).asInt();
    }

    public RunState looks(int looks) {
        fields.put(StateFields.LOOKS, looks);
        return this;
    }

    /** Returns the number of consecutive checks that found nothing. */
    public int quiet() {
        return fields.path(StateFields.QUIET).asInt();
    }

    public RunState quiet(int looks) {
        fields.put(StateFields.QUIET, looks);
        return this;
    }

    /** Returns the time at which the run started to wait for a job slot. */
    public Optional<Instant> queuedSince() {
        return instant(StateFields.QUEUED_SINCE);
    }

    public RunState queuedSince(Optional<Instant> since) {
        put(StateFields.QUEUED_SINCE, since);
        return this;
    }

    /** Returns the time at which the model stopped answering because of throttling. */
    public Optional<Instant> throttledSince() {
        return instant(StateFields.THROTTLED_SINCE);
    }

    /** Returns the time at which the model stopped answering because of errors. */
    public Optional<Instant> failingSince() {
        return instant(StateFields.FAILING_SINCE);
    }

    public RunState unansweredSince(Optional<Instant> throttled, Optional<Instant> failing) {
        put(StateFields.THROTTLED_SINCE, throttled);
        put(StateFields.FAILING_SINCE, failing);
        return this;
    }

    /** Sets the number of child executions that answer batches at the same time. */
    public RunState concurrency(int concurrency) {
        fields.put(StateFields.CONCURRENCY, concurrency);
        return this;
    }

    /** Sets whether a judge compares the answers. */
    public RunState judge(boolean judge) {
        fields.put(StateFields.JUDGE, judge);
        return this;
    }

    /** Sets whether the stable name will point to the custom model. */
    public RunState promote(boolean promote) {
        fields.put(StateFields.PROMOTE, promote);
        return this;
    }

    /** Returns whether the decision to promote or not to promote the custom model is final. */
    public boolean promotionDecided() {
        return fields.path(StateFields.FINAL).asBoolean(fields.has(StateFields.PROMOTE));
    }

    /** Returns the name of the system that a child execution invokes. */
    public String system() {
        return fields.path(StateFields.SYSTEM).asText();
    }

    /** Returns the batch of a child execution. */
    public JsonNode batch() {
        return fields.path(StateFields.BATCH);
    }

    /** Returns the token that completes AskApproval's task. */
    public String taskToken() {
        return fields.path(StateFields.TASK_TOKEN).asText();
    }

    /** Returns whether the approval request timed out. */
    public boolean nobodyAnswered() {
        return fields.path(StateFields.UNANSWERED).asBoolean();
    }

    /** Returns the error that a state caught. */
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
