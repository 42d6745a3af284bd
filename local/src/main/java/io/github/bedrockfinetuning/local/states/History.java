package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event history of an execution, up to the limit of Step Functions. */
final class History {
    /**
     * The maximum number of events.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
     */
    static final int LIMIT = 25_000;

    private final VirtualClock clock;
    private final List<HistoryEvent> events = new ArrayList<>();
    private boolean closed;

    History(VirtualClock clock) {
        this.clock = clock;
    }

    /**
     * Adds an event and returns its ID.
     *
     * @throws StateFailure if the history has space only for the final event of the execution
     */
    long add(long previous, String type, ObjectNode details) {
        if (!closed && events.size() >= LIMIT - 1) {
            throw StateFailure.runtime("The execution reached the maximum number of history events (" + LIMIT + ").");
        }
        return append(previous, type, details);
    }

    /** Adds an event that results from the end of another activity. Ignores the event if the history is full. */
    long addClosing(long previous, String type, ObjectNode details) {
        return events.size() < LIMIT - 1 ? append(previous, type, details) : previous;
    }

    /** Adds the final event of the execution. */
    void close(String type, ObjectNode details) {
        append(events.size(), type, details);
        closed = true;
    }

    /** Reopens the history for a redrive. */
    long reopen(int redriveCount) {
        closed = false;
        return append(events.size(), "ExecutionRedriven", details().put("redriveCount", redriveCount));
    }

    int size() {
        return events.size();
    }

    List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    private long append(long previous, String type, ObjectNode details) {
        if (!closed) {
            events.add(new HistoryEvent(events.size() + 1L, previous, clock.now(), type, details));
        }
        return events.size();
    }

    static ObjectNode details() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode details(String name, JsonNode value) {
        return details().set(name, value);
    }

    static ObjectNode failure(@Nullable String error, @Nullable String cause) {
        ObjectNode details = details();
        if (error != null) {
            details.put("error", error);
        }
        if (cause != null) {
            details.put("cause", cause);
        }
        return details;
    }
}
