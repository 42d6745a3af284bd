package io.github.bedrockfinetuning.answering;

/**
 * What the judge said of one record.
 *
 * @param forward the winner with the tuned answer first: tuned, base, tie or unjudged
 * @param backward the winner with the base answer first
 * @param winner what both orders agree on; "disagreement" if they do not
 */
public record Judgement(String id, String forward, String backward, String winner) {
    public static final String TIE = "tie";
    public static final String UNJUDGED = "unjudged";
    public static final String DISAGREEMENT = "disagreement";

    static Judgement of(String id, String forward, String backward) {
        String winner = forward.equals(UNJUDGED) || backward.equals(UNJUDGED)
                ? UNJUDGED
                : forward.equals(backward) ? forward : DISAGREEMENT;
        return new Judgement(id, forward, backward, winner);
    }

    static Judgement unjudged(String id) {
        return of(id, UNJUDGED, UNJUDGED);
    }
}
