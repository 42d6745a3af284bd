package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.local.prove.record.Question;
import java.math.BigDecimal;

/** Whom {@code prove} asks, and tells how it goes on. */
public interface Audience {
    /** @return whether the experiment may make this, at this cost */
    boolean agrees(Question question, String makes, BigDecimal most);

    /**
     * Before an experiment.
     *
     * @param makes what it makes; empty if nothing
     */
    void begins(Question question, String makes);

    /** After an experiment. */
    void ended(Question question, String result, String seen);

    /** Before the clean-up. */
    void cleansUp(int entries);
}
