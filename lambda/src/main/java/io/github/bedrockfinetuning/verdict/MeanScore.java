package io.github.bedrockfinetuning.verdict;

/** A mean with its 95% interval, in the metric's own scale; NaN if there is no number. */
public record MeanScore(double value, double low, double high) {
    static final MeanScore NONE = new MeanScore(Double.NaN, Double.NaN, Double.NaN);
}
