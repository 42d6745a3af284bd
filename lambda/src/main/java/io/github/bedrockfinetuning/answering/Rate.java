package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast a run's questions may be asked: so many batches at a time, each keeping its share of the quota.
 *
 * @param concurrency batches at a time
 * @param interval from one request of a batch to its next
 */
public record Rate(int concurrency, Duration interval) {
    /** Where no quota is known, the service says itself when it is too much. */
    private static final int UNKNOWN_QUOTA = 8;

    /** A new account's Lambda functions may run ten at a time, and other steps need some of that. */
    private static final int MOST = 8;

    private static final double USUAL_SECONDS_AN_ANSWER = 3;

    /**
     * How many batches to ask at a time for a base model's deployments.
     *
     * @param live the account's requests a minute, where Service Quotas told them
     */
    public static int concurrency(Model base, ServingMode mode, Optional<Integer> live) {
        return perMinute(base, mode, live)
                .map(perMinute -> (int) Math.ceil(perMinute / 60 * USUAL_SECONDS_AN_ANSWER))
                .map(many -> Math.max(1, Math.min(MOST, many)))
                .orElse(UNKNOWN_QUOTA);
    }

    /** The share of one batch when {@code concurrency} of them ask a model, or what was made of it. */
    static Rate of(Model base, ServingMode mode, int concurrency, Optional<Integer> live) {
        return new Rate(
                concurrency,
                perMinute(base, mode, live)
                        .map(perMinute -> Duration.ofMillis((long) Math.ceil(60_000 / perMinute * concurrency)))
                        .orElse(Duration.ZERO));
    }

    private static Optional<Double> perMinute(Model base, ServingMode mode, Optional<Integer> live) {
        return mode == ServingMode.ON_DEMAND
                ? live.map(Integer::doubleValue)
                        .or(() -> base.requestsPerMinute().map(Figure::amount).map(Number::doubleValue))
                : Optional.empty();
    }
}
