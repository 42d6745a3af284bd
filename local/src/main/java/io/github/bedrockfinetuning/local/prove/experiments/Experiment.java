package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.local.prove.CleanUp;
import io.github.bedrockfinetuning.local.prove.record.Question;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One experiment. Whatever it makes it first writes into the journal, from which {@link CleanUp} removes it, however the
 * experiment ends.
 */
public interface Experiment {
    Question question();

    /** What it makes, for the user who is asked to agree; empty if it makes nothing. */
    default String makes() {
        return "";
    }

    /** What it costs at most, in US dollars; empty if a price is not known. */
    default Optional<BigDecimal> cost(Bench bench) {
        return Optional.of(BigDecimal.ZERO);
    }

    /** Whether it cost nothing in the end, since what it could have made was refused. */
    default boolean wasFree(Finding finding) {
        return false;
    }

    /**
     * Tries it.
     *
     * @throws InterruptedException if the user stops it
     */
    Finding run(Bench bench) throws InterruptedException;
}
