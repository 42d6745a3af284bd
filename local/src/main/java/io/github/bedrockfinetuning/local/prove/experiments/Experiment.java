package io.github.bedrockfinetuning.local.prove.experiments;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An experiment. It writes an entry to the cleanup journal before it creates a resource, so the resource is always
 * removed.
 */
@FunctionalInterface
public interface Experiment {
    /** Returns the maximum cost in US dollars, or an empty {@code Optional} if a price is unknown. */
    default Optional<BigDecimal> cost(Bench bench) {
        return Optional.of(BigDecimal.ZERO);
    }

    /** Returns whether the experiment incurred no charges because AWS rejected the creation of resources. */
    default boolean wasFree(Finding finding) {
        return false;
    }

    /**
     * Runs the experiment.
     *
     * @throws InterruptedException if the user interrupts the experiment
     */
    Finding run(Bench bench) throws InterruptedException;
}
