package io.github.bedrockfinetuning.verdict;

/**
 * The size and certainty of a difference between two systems, on the metric's own scale.
 *
 * @param difference the mean of a minus the mean of b; NaN if the metric is undefined
 * @param low the lower end of the 95% confidence interval of the difference
 * @param high the upper end of the interval
 * @param p the two-sided p value
 * @param smallest the smallest true difference that this number of records shows in four of five cases; NaN if unknown
 */
public record Effect(double difference, double low, double high, double p, double smallest) {
    /** Creates an effect for which only the difference is known. */
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
