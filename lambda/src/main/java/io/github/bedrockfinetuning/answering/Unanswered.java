package io.github.bedrockfinetuning.answering;

import java.time.Instant;
import java.util.Optional;

/**
 * Since when a batch has had no answer, as its state carries it from one life of the function to the next.
 *
 * @param throttled since when every request was one too many; nothing if the last was not
 * @param failing since when every request failed otherwise; nothing if the last did not
 */
public record Unanswered(Optional<Instant> throttled, Optional<Instant> failing) {
    /** The last request had an answer, or there was none. */
    public static final Unanswered NONE = new Unanswered(Optional.empty(), Optional.empty());
}
