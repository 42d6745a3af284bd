package io.github.bedrockfinetuning.local.states;

import java.time.Duration;
import java.util.List;

/**
 * One element of a state's Retry.
 *
 * @param intervalSeconds before the first retry
 * @param maxDelaySeconds null: no limit
 * @param fullJitter whether each wait is drawn between nothing and what it would be
 */
record Retrier(
        List<String> errorEquals,
        int intervalSeconds,
        int maxAttempts,
        double backoffRate,
        Integer maxDelaySeconds,
        boolean fullJitter) {

    /** @param earlier how many retries this retrier has made in this visit */
    Duration delay(int earlier, Chance chance) {
        double seconds = intervalSeconds * Math.pow(backoffRate, earlier);
        seconds = Math.min(seconds, maxDelaySeconds == null ? Fields.LONGEST_SECONDS : maxDelaySeconds);
        return Duration.ofMillis(Math.round(seconds * 1000 * (fullJitter ? chance.fraction() : 1)));
    }
}
