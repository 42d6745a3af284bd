package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.dataset.rules.TokenEstimate;
import java.nio.charset.StandardCharsets;

/** Adds up the tokens of texts, as far as they can be estimated. */
public final class TokenCount {
    private long codePoints;
    private long utf8Length;

    /** @param text null counts for nothing */
    public void add(String text) {
        if (text != null) {
            codePoints += text.codePointCount(0, text.length());
            utf8Length += text.getBytes(StandardCharsets.UTF_8).length;
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
        return TokenEstimate.high(codePoints, utf8Length);
    }
}
