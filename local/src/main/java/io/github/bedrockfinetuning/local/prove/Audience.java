package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.local.prove.record.Question;
import java.math.BigDecimal;

/** The user of {@code prove}. The user confirms experiments and sees their progress. */
@FunctionalInterface
public interface Audience {
    /**
     * Asks the user to confirm an experiment that incurs charges.
     *
     * @param most the maximum cost in US dollars
     * @return whether the user agrees
     */
    boolean agrees(Question question, BigDecimal most);

    /** Reports that an experiment starts. */
    default void begins(Question question) {}

    /** Reports that an experiment ended. */
    default void ended(Question question, String result, String seen) {}

    /** Reports that the cleanup starts. */
    default void cleansUp() {}
}
