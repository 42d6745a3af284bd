package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.local.prove.record.Question;
import java.math.BigDecimal;

/** The user of {@code prove}, who confirms experiments and receives their progress. */
@FunctionalInterface
public interface Audience {
    /**
     * Asks before an experiment that costs something.
     *
     * @param most the maximum cost in US dollars
     * @return whether the experiment may run
     */
    boolean agrees(Question question, BigDecimal most);

    /** Called before an experiment. */
    default void begins(Question question) {}

    /** Called after an experiment. */
    default void ended(Question question, String result, String seen) {}

    /** Called before the clean-up. */
    default void cleansUp() {}
}
