package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.local.prove.record.Question;
import java.math.BigDecimal;

/** Agrees to everything and tells nobody: what a local account is worth. */
enum Agreeable implements Audience {
    SILENT;

    @Override
    public boolean agrees(Question question, String makes, BigDecimal most) {
        return true;
    }

    @Override
    public void begins(Question question, String makes) {
        // Nobody watches.
    }

    @Override
    public void ended(Question question, String result, String seen) {
        // Nobody watches.
    }

    @Override
    public void cleansUp(int entries) {
        // Nobody watches.
    }
}
