package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Figure;

/**
 * How many tokens a text has can only be known by its model. From characters it lies between AWS's planning figure and
 * the count of AWS's validator for Claude, both in the catalogue; scripts that take more bytes a character also take more
 * tokens.
 */
public final class TokenEstimate {
    /** Characters to a token at the most. */
    public static final int SPARSE = Catalogue.load().assumption("mostCharactersPerToken");
    /** Characters to a token at the least, in Latin script. */
    public static final int DENSE = Catalogue.load().assumption("leastCharactersPerToken");

    private TokenEstimate() {}

    /** How tokens are estimated, and by whose figures, as the end of a sentence. */
    public static String basis() {
        Catalogue catalogue = Catalogue.load();
        Figure most = catalogue.assumptions().get("mostCharactersPerToken");
        Figure least = catalogue.assumptions().get("leastCharactersPerToken");
        return "from one token for " + SPARSE + " characters (" + catalogue.source(most.source()) + ", " + most.asOf()
                + ") to one for " + DENSE + " (" + catalogue.source(least.source()) + ", " + least.asOf()
                + "), more in scripts other than Latin";
    }

    public static long low(long codePoints) {
        return (codePoints + SPARSE - 1) / SPARSE;
    }

    public static long high(long codePoints, long utf8Length) {
        return high(codePoints, utf8Length, DENSE);
    }

    /** Half a token more for every byte by which a text is longer than its characters. */
    static long high(long codePoints, long utf8Length, int charactersPerToken) {
        return codePoints / charactersPerToken + (utf8Length - codePoints) / 2;
    }
}
