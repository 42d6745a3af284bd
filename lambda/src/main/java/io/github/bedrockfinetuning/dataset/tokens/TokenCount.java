package io.github.bedrockfinetuning.dataset.tokens;

import io.github.bedrockfinetuning.dataset.record.Example;

/** Adds up the tokens of texts, as far as they can be estimated. */
public final class TokenCount {
    private long codePoints;
    /** In hundredths of a token. */
    private long bound;

    /** @param text null counts for nothing */
    public void add(String text) {
        if (text != null) {
            codePoints += text.codePointCount(0, text.length());
            bound += TokenBound.of(text);
        }
    }

    /** Adds the tokens of a record that is trained on. */
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
