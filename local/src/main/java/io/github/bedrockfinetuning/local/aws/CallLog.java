package io.github.bedrockfinetuning.local.aws;

import java.util.ArrayList;
import java.util.List;

/** All requests to the local simulation, in order. */
public final class CallLog {
    private final List<CallRecord> records = new ArrayList<>();

    synchronized void add(CallRecord call) {
        records.add(call);
    }

    public synchronized List<CallRecord> all() {
        return List.copyOf(records);
    }

    /** Returns the requests to a service, which is specified by its signing name. */
    public List<CallRecord> of(String service) {
        return all().stream().filter(call -> call.service().equals(service)).toList();
    }

    /** Returns the requests for an operation. */
    public List<CallRecord> of(String service, String operation) {
        return of(service).stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }
}
