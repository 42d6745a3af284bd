package io.github.bedrockfinetuning.verdict;

/**
 * How much more system a scores than system b by one metric, on all records or on a slice.
 *
 * @param slice null = all records
 * @param n how many records it rests on
 * @param difference mean of a minus mean of b, in the metric's own scale; NaN where there is no number
 * @param low lower end of the 95 % interval of the difference
 * @param high upper end
 * @param p two-sided p value, corrected after Holm unless this is the primary metric on all records
 * @param smallest the smallest true difference that this many records would show four times out of five; NaN if not
 *     known
 * @param verdict {@code better}, {@code worse} or {@code not shown}: of a
 * @param reason why it is not shown; null where it is
 */
public record Difference(
        String a,
        String b,
        String metric,
        Slice slice,
        int n,
        double difference,
        double low,
        double high,
        double p,
        double smallest,
        String verdict,
        String reason) {
    public static final String BETTER = "better";
    public static final String WORSE = "worse";
    public static final String NOT_SHOWN = "not shown";

    /** Seen from b. */
    Difference reversed() {
        String turned = verdict.equals(BETTER) ? WORSE : verdict.equals(WORSE) ? BETTER : NOT_SHOWN;
        return new Difference(b, a, metric, slice, n, -difference, -high, -low, p, smallest, turned, reason);
    }
}
