package io.github.bedrockfinetuning.dataset.tokens;

import io.github.bedrockfinetuning.dataset.record.Example;
import org.jspecify.annotations.Nullable;

/** Adds up token estimates. */
public final class TokenCount {
    private long codePoints;
    /** The maximum number of tokens, in hundredths of a token. */
    private long bound;

    /**
     * Adds the tokens in a string.
     *
     * @param text the text; null adds nothing
     */
    public void add(@Nullable String text) {
        if (text != null) {
            codePoints += text.codePointCount(0, text.length());
            bound += TokenBound.of(text);
        }
    }

    /** Adds the tokens in a training record. */
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
