package io.github.bedrockfinetuning.local.aws;

import java.util.ArrayList;
import java.util.List;

/** All calls to the local AWS, in order. */
public final class CallLog {
    private final List<CallRecord> records = new ArrayList<>();

    synchronized void add(CallRecord call) {
        records.add(call);
    }

    public synchronized List<CallRecord> all() {
        return List.copyOf(records);
    }

    /** The calls to one service, given by its signing name. */
    public List<CallRecord> of(String service) {
        return all().stream().filter(call -> call.service().equals(service)).toList();
    }

    /** The calls of one operation. */
    public List<CallRecord> of(String service, String operation) {
        return of(service).stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }
}
