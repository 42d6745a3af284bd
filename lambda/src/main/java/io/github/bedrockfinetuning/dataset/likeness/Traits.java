package io.github.bedrockfinetuning.dataset.likeness;

/**
 * What is kept of a record, beside its fingerprint, to see how it differs from the others of its file.
 *
 * @param questionLength of what users say, in characters
 * @param answerLength of the last answer, in characters
 * @param language of what users say, as {@link Languages#name} names it; {@link Languages#UNKNOWN} if it is not clear
 * @param opening the first words of what users say, a bit for each
 * @param ending the words of its last line, a bit for each
 * @param label of a short answer, a hash of what is left without case, spaces and a final stop
 */
public record Traits(int questionLength, int answerLength, int language, long opening, long ending, long label) {
    /** The label of an answer that is too long for one. */
    public static final long NO_LABEL = 0;

    /** The share of words that the last lines of two copies of a long text have in common at least. */
    private static final double SAME_ENDING = 0.85;

    /** Whether two long questions begin and end as copies do, and not only ask about the same text. */
    boolean framedAs(Traits other) {
        return common(opening, other.opening) >= Fingerprints.NEAR && common(ending, other.ending) >= SAME_ENDING;
    }

    private static double common(long a, long b) {
        int all = Long.bitCount(a | b);
        return all == 0 ? 1 : (double) Long.bitCount(a & b) / all;
    }
}
