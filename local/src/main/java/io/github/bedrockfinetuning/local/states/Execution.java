package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** One execution of a state machine, or of a Distributed Map's child. */
public final class Execution {
    /** As DescribeExecution names it. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    public String arn() {
        throw new UnsupportedOperationException();
    }

    public String machineArn() {
        throw new UnsupportedOperationException();
    }

    public String name() {
        throw new UnsupportedOperationException();
    }

    public Status status() {
        throw new UnsupportedOperationException();
    }

    public JsonNode input() {
        throw new UnsupportedOperationException();
    }

    /** Null unless it succeeded. */
    public JsonNode output() {
        throw new UnsupportedOperationException();
    }

    /** Null unless it failed, was stopped with one or timed out. */
    public String error() {
        throw new UnsupportedOperationException();
    }

    public String cause() {
        throw new UnsupportedOperationException();
    }

    public Instant startDate() {
        throw new UnsupportedOperationException();
    }

    /** Null while it runs. */
    public Instant stopDate() {
        throw new UnsupportedOperationException();
    }

    public List<HistoryEvent> history() {
        throw new UnsupportedOperationException();
    }

    /** Executions of this one's Distributed Maps, in the order of their start. */
    public List<Execution> children() {
        throw new UnsupportedOperationException();
    }

    /** The ARN of the Map Run that this is a child of; null if it was started by StartExecution. */
    public String mapRunArn() {
        throw new UnsupportedOperationException();
    }

    /** StopExecution: ABORTED at once; tasks in flight finish late. Does nothing to one that has ended. */
    public void stop(String error, String cause) {
        throw new UnsupportedOperationException();
    }
}
