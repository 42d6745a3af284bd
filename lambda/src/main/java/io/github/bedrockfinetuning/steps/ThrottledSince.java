package io.github.bedrockfinetuning.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Since when a batch has had no answer, as its state carries it from one life of the function to the next. */
final class ThrottledSince {
    static final String FIELD = "throttledSince";

    private ThrottledSince() {}

    static Optional<Instant> of(ObjectNode state) {
        return Optional.ofNullable(state.path(FIELD).textValue()).map(Instant::parse);
    }

    static void put(Optional<Instant> since, ObjectNode state) {
        state.remove(FIELD);
        since.ifPresent(instant -> state.put(FIELD, instant.toString()));
    }
}
