package io.github.bedrockfinetuning.dataset.tokens;

import io.github.bedrockfinetuning.dataset.record.Example;
import org.jspecify.annotations.Nullable;

/** Adds up the estimated tokens of texts. */
public final class TokenCount {
    private long codePoints;
    /** The maximum, in hundredths of a token. */
    private long bound;

    /**
     * Adds the tokens of a text.
     *
     * @param text the text; null adds nothing
     */
    public void add(@Nullable String text) {
        if (text != null) {
            codePoints += text.codePointCount(0, text.length());
            bound += TokenBound.of(text);
        }
    }

    /** Adds the tokens of a training record. */
    public void add(Example example) {
        add(example.system());
        example.turns().forEach(turn -> add(turn.text()));
    }

    public long low() {
        return TokenEstimate.low(codePoints);
    }

    public long high() {
        return (bound + 99) / 100;
    }
}
