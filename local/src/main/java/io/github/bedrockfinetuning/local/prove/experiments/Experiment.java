package io.github.bedrockfinetuning.local.prove.experiments;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An experiment. Before it creates anything, it writes an entry to the journal, from which the clean-up removes it however
 * the experiment ends.
 */
@FunctionalInterface
public interface Experiment {
    /** The maximum cost in US dollars; empty if a price is not known. */
    default Optional<BigDecimal> cost(Bench bench) {
        return Optional.of(BigDecimal.ZERO);
    }

    /** Whether it cost nothing after all, because AWS refused what it would have created. */
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
