package io.github.bedrockfinetuning.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Unanswered;
import java.time.Instant;
import java.util.Optional;

/** Since when a batch has had no answer, in its state. */
final class UnansweredSince {
    private static final String THROTTLED = "throttledSince";
    private static final String FAILING = "failingSince";

    private UnansweredSince() {}

    static Unanswered of(ObjectNode state) {
        return new Unanswered(instant(state, THROTTLED), instant(state, FAILING));
    }

    static void put(Unanswered since, ObjectNode state) {
        put(since.throttled(), THROTTLED, state);
        put(since.failing(), FAILING, state);
    }

    private static Optional<Instant> instant(ObjectNode state, String field) {
        return Optional.ofNullable(state.path(field).textValue()).map(Instant::parse);
    }

    private static void put(Optional<Instant> since, String field, ObjectNode state) {
        state.remove(field);
        since.ifPresent(instant -> state.put(field, instant.toString()));
    }
}
