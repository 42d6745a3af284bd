package io.github.bedrockfinetuning.verdict;

/**
 * What a judge said that saw the fine-tuned and the base model's answers side by side, in both orders. The verdict rests
 * on the metrics, not on the judge.
 *
 * @param model the judge's model id
 * @param rubric what a good answer is, as the judge was told; null for closeness to the expected answer
 * @param failure why there are no judgements; null if there are
 * @param sameFamily whether the judge comes from the provider of the model that it judges, which may bias it
 */
public record JudgeSummary(
        String model, String rubric, Preferences preferences, Canaries canaries, String failure, boolean sameFamily) {

    /**
     * Records by what the judge prefers.
     *
     * @param tuned the fine-tuned model's answer in both orders
     * @param base the base model's answer in both orders
     * @param ties neither, in both orders
     * @param disagreements not the same in the two orders
     * @param unjudged records without a judgement in the requested format, or without two answers
     */
    public record Preferences(int tuned, int base, int ties, int disagreements, int unjudged) {}

    /**
     * Comparisons of the expected answer with another record's, whose winner is known.
     *
     * @param right comparisons that the judge decided correctly in both orders
     */
    public record Canaries(int count, int right) {}

    /** Records with a judgement in both orders. */
    public int judged() {
        return preferences.tuned() + preferences.base() + preferences.ties() + preferences.disagreements();
    }

    /** The share of judged records on which both orders agree; NaN without any. */
    public double agreement() {
        return judged() == 0 ? Double.NaN : (double) (judged() - preferences.disagreements()) / judged();
    }

    /** How surprising the division of wins is if neither model were better: the exact sign test. */
    public double p() {
        return PairedTest.mcNemar(preferences.tuned(), preferences.base());
    }
}
