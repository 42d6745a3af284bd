package io.github.bedrockfinetuning.local.prove.experiments;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An experiment. Before it creates anything, it writes an entry to the journal, so that the
 * clean-up always removes it.
 */
@FunctionalInterface
public interface Experiment {
    /** Returns the maximum cost in US dollars; empty if a price is not known. */
    default Optional<BigDecimal> cost(Bench bench) {
        return Optional.of(BigDecimal.ZERO);
    }

    /**
     * Returns whether the experiment was free of charge, because AWS refused to create the
     * resources.
     */
    default boolean wasFree(Finding finding) {
        return false;
    }

    /**
     * Runs it.
     *
     * @throws InterruptedException if the user stops it
     */
    Finding run(Bench bench) throws InterruptedException;
}
