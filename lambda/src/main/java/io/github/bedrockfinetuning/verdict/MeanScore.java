package io.github.bedrockfinetuning.verdict;

/** A mean with its 95% interval, on the metric's own scale, or NaN if it is undefined. */
public record MeanScore(double value, double low, double high) {
    static final MeanScore NONE = new MeanScore(Double.NaN, Double.NaN, Double.NaN);
}
