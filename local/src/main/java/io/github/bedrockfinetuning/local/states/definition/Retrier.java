package io.github.bedrockfinetuning.local.states.definition;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An element of the Retry field of a state.
 *
 * @param intervalSeconds the delay before the first retry
 * @param maxDelaySeconds the maximum delay; null if the delay is not limited
 * @param fullJitter whether each delay is a random part of the computed delay
 */
public record Retrier(
        List<String> errorEquals,
        int intervalSeconds,
        int maxAttempts,
        double backoffRate,
        @Nullable Integer maxDelaySeconds,
        boolean fullJitter) {

    /**
     * Returns the delay before the next retry.
     *
     * @param earlier the number of earlier retries by this element
     * @param chance a source of random numbers from 0 to 1
     */
    public Duration delay(int earlier, DoubleSupplier chance) {
        double seconds = intervalSeconds * Math.pow(backoffRate, earlier);
        seconds = Math.min(seconds, maxDelaySeconds == null ? State.LONGEST_SECONDS : maxDelaySeconds);
        return Duration.ofMillis(Math.round(seconds * 1000 * (fullJitter ? chance.getAsDouble() : 1)));
    }
}
