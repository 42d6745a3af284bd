package io.github.bedrockfinetuning.dataset.tokens;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Figure;
import java.util.Objects;

/**
 * Estimates the number of tokens in text. Only the model can determine the exact number, which is between the AWS
 * planning figure in the catalog and {@link io.github.bedrockfinetuning.dataset.tokens.TokenBound}.
 */
public final class TokenEstimate {
    /** The maximum number of characters per token. */
    public static final int SPARSE = Catalogue.load().assumption("mostCharactersPerToken");

    private TokenEstimate() {}

    /** Describes the token estimate and the source of its figures, phrased as the end of a sentence. */
    public static String basis() {
        Catalogue catalogue = Catalogue.load();
        Figure most = Objects.requireNonNull(catalogue.assumptions().get("mostCharactersPerToken"));
        return "from one token per " + SPARSE + " characters (" + catalogue.source(most.source()) + ", "
                + most.asOf()
                + ") to the maximum for these kinds of characters in Llama 3's vocabulary; the tokens that a "
                + "model's chat template adds are not counted";
    }

    public static long low(long codePoints) {
        return (codePoints + SPARSE - 1) / SPARSE;
    }
}
