package io.github.bedrockfinetuning.verdict;

/**
 * What a judge said that saw the fine-tuned and the base model's answers side by side, in both orders. The verdict rests
 * on the metrics; this stands beside it.
 *
 * @param model the judge's id
 * @param rubric what it was told a good answer is; null = closeness to the expected answer
 * @param tuned records on which both orders prefer the fine-tuned model
 * @param base records on which both orders prefer the base model
 * @param ties records that both orders call a tie
 * @param disagreements records on which the two orders do not agree
 * @param unjudged records without a judgement in the form asked for, or without two answers
 * @param canaries comparisons of the expected answer with another record's, whose winner is known
 * @param canariesRight of those, judged right in both orders
 * @param failure why there is no judge; null = there is
 * @param sameFamily whether the judge comes from the makers of the model it judges, which may favour it
 */
public record JudgeSummary(
        String model,
        String rubric,
        int tuned,
        int base,
        int ties,
        int disagreements,
        int unjudged,
        int canaries,
        int canariesRight,
        String failure,
        boolean sameFamily) {

    /** Records with a judgement in both orders. */
    public int judged() {
        return tuned + base + ties + disagreements;
    }

    /** The share of judged records on which both orders agree; NaN without any. */
    public double agreement() {
        return judged() == 0 ? Double.NaN : (double) (judged() - disagreements) / judged();
    }

    /** How surprising the division of wins is if neither model were better: the exact sign test. */
    public double p() {
        return PairedTest.mcNemar(tuned, base);
    }
}
