package io.github.bedrockfinetuning.answering;

import java.time.Instant;
import java.util.Optional;

/**
 * The times at which a batch stopped receiving answers, by cause. The batch's state passes them from one invocation
 * of the function to the next.
 *
 * @param throttled the time since which every request has been throttled; empty if the last request was not throttled
 * @param failing the time since which every request has failed for other reasons; empty if the last request did not
 *     fail
 */
public record Unanswered(Optional<Instant> throttled, Optional<Instant> failing) {
    /** The state if the last request was answered or there was no request. */
    public static final Unanswered NONE = new Unanswered(Optional.empty(), Optional.empty());
}
