package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * The request rate of a run. Concurrent batches share the quota.
 *
 * @param concurrency the number of concurrent batches
 * @param interval the time between two requests of a batch
 */
public record Rate(int concurrency, Duration interval) {
    private static final double USUAL_SECONDS_AN_ANSWER = 3;

    /**
     * Returns the number of batches to process concurrently, based on the quota for deployments of a base model's
     * custom models. If no quota is known, it is the highest number; the service then throttles requests if there are
     * too many.
     *
     * @param live the account's requests per minute, if Service Quotas returned them
     * @param most the highest number. By default, it is 8, because a new account can run ten Lambda functions
     *     concurrently, and other steps need some of them.
     */
    public static int concurrency(Model base, ServingMode mode, Optional<Integer> live, int most) {
        return perMinute(base, mode, live)
                .map(perMinute -> (int) Math.ceil(perMinute / 60 * USUAL_SECONDS_AN_ANSWER))
                .map(many -> Math.max(1, Math.min(most, many)))
                .orElse(most);
    }

    /**
     * Returns the rate for each of {@code concurrency} batches that send requests to a model or to its custom model.
     */
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
