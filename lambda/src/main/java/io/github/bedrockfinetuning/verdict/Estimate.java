package io.github.bedrockfinetuning.verdict;

/**
 * A mean with its 95 % interval, in the metric's own scale. NaN where there is no number.
 */
public record Estimate(double value, double low, double high) {
    static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);
}
