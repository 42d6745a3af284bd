package io.github.bedrockfinetuning.answering;

/**
 * The judge's results for one record.
 *
 * @param forward the winner if the tuned answer is first: tuned, base, tie, or unjudged
 * @param backward the winner if the base answer is first
 * @param winner the result on which both orders agree; "disagreement" if they differ
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
