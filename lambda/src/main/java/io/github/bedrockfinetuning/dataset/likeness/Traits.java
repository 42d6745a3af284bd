package io.github.bedrockfinetuning.dataset.likeness;

/**
 * Properties of a record that show how it differs from the other records in its file.
 *
 * @param questionLength the length of the user turns, in characters
 * @param answerLength the length of the last answer, in characters
 * @param language the language of the user turns, as in {@link Languages#name}; {@link Languages#UNKNOWN} if it is not
 *     clear
 * @param opening the first words of the user turns, one bit per word
 * @param ending the words of the last line of the user turns, one bit per word
 * @param label for a short answer, a hash of the answer without case, spaces, and a final period
 */
public record Traits(int questionLength, int answerLength, int language, long opening, long ending, long label) {
    /** The label of an answer that is too long to be a label. */
    public static final long NO_LABEL = 0;

    /** The minimum share of words that the last lines of two copies of a long text have in common. */
    private static final double SAME_ENDING = 0.85;

    /**
     * Checks whether two long questions begin and end in the same way, as copies typically do. Questions about the
     * same text do not.
     */
    boolean framedAs(Traits other) {
        return common(opening, other.opening) >= Fingerprints.NEAR && common(ending, other.ending) >= SAME_ENDING;
    }

    private static double common(long a, long b) {
        int all = Long.bitCount(a | b);
        return all == 0 ? 1 : (double) Long.bitCount(a & b) / all;
    }
}
