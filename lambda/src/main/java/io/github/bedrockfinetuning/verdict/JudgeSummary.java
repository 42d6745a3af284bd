package io.github.bedrockfinetuning.verdict;

import org.jspecify.annotations.Nullable;

/**
 * The results of a judge that compared the answers of the fine-tuned model and the base model in both orders. The
 * verdict is based on the metrics, not on the judge.
 *
 * @param model the judge's model ID
 * @param rubric the criteria for a good answer in the judge's prompt; null for the similarity to the expected answer
 * @param failure the reason that there are no judgments; null if there are some
 * @param sameFamily whether the judge and the model that it judges have the same provider, which might bias the judge
 */
public record JudgeSummary(
        String model,
        @Nullable String rubric,
        Preferences preferences,
        Canaries canaries,
        @Nullable String failure,
        boolean sameFamily) {

    /**
     * The number of records for each preference of the judge.
     *
     * @param tuned records for which the judge prefers the fine-tuned model's answer in both orders
     * @param base records for which the judge prefers the base model's answer in both orders
     * @param ties records for which the judge prefers neither answer in both orders
     * @param disagreements records for which the two orders have different results
     * @param unjudged records without a judgment in the requested format, or without two answers
     */
    public record Preferences(int tuned, int base, int ties, int disagreements, int unjudged) {}

    /**
     * Comparisons of a record's reference answer with the reference answer of another record, for which the winner is
     * known.
     *
     * @param right the number of comparisons that the judge decided correctly in both orders
     */
    public record Canaries(int count, int right) {}

    /** Returns the number of records with a judgment in both orders. */
    public int judged() {
        return preferences.tuned() + preferences.base() + preferences.ties() + preferences.disagreements();
    }

    /** Returns the share of judged records on which both orders agree, or NaN if no record was judged. */
    public double agreement() {
        return judged() == 0 ? Double.NaN : (double) (judged() - preferences.disagreements()) / judged();
    }

    /** Returns the p value of the exact sign test on the wins of both models. */
    public double p() {
        return PairedTest.mcNemar(preferences.tuned(), preferences.base());
    }
}
