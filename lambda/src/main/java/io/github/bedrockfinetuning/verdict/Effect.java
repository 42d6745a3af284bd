package io.github.bedrockfinetuning.verdict;

/**
 * The size of a difference between two systems and how certain it is, in the metric's own scale.
 *
 * @param difference mean of a minus mean of b; NaN if the metric gives no number
 * @param low lower end of the 95% confidence interval of the difference
 * @param high upper end of the interval
 * @param p two-sided p value
 * @param smallest the smallest true difference that this number of records shows four times out of five; NaN if unknown
 */
public record Effect(double difference, double low, double high, double p, double smallest) {
    /** Creates an effect for which nothing else can be calculated from the records. */
    static Effect unknown(double difference) {
        return new Effect(difference, Double.NaN, Double.NaN, 1, Double.NaN);
    }

    Effect withP(double corrected) {
        return new Effect(difference, low, high, corrected, smallest);
    }

    /** Returns the effect from the perspective of system b. */
    Effect reversed() {
        return new Effect(-difference, -high, -low, p, smallest);
    }
}
