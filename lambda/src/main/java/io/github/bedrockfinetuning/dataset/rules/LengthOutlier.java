package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.likeness.Traits;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/** Questions and answers should not be many times longer or shorter than those in other records. */
public final class LengthOutlier implements SetRule {
    private static final About ABOUT = new About(
            "LENGTH_OUTLIER",
            Severity.INFO,
            "Check whether the record is truncated or joined with another record. If not, no action is needed.",
            Sources.COMPARISON);

    /** The minimum number of records that are required to determine a typical length. */
    private static final int FEWEST = 30;
    /**
     * The minimum distance of an outlier from the median, in robust standard deviations of the logarithm of lengths.
     */
    private static final double FAR = 5;

    private static final double MAD_TO_SIGMA = 1.4826;
    /** The minimum standard deviation of the logarithm, which applies if the lengths hardly differ. */
    private static final double LEAST_SIGMA = 0.25;
    /** The minimum ratio between an outlier and the median, in either direction. */
    private static final double TIMES = 5;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Fingerprints set, FindingReporter report) {
        if (set.described() >= FEWEST) {
            check(set, report, "question", Traits::questionLength);
            check(set, report, "answer", Traits::answerLength);
        }
    }

    private void check(Fingerprints set, FindingReporter report, String what, ToIntFunction<Traits> length) {
        int size = set.described();
        double[] logarithms = new double[size];
        for (int i = 0; i < size; i++) {
            logarithms[i] = Math.log(1 + length.applyAsInt(set.traits(i)));
        }
        double median = median(logarithms);
        double[] distances = new double[size];
        for (int i = 0; i < size; i++) {
            distances[i] = Math.abs(logarithms[i] - median);
        }
        double far = Math.max(Math.log(TIMES), FAR * Math.max(LEAST_SIGMA, MAD_TO_SIGMA * median(distances)));
        for (int i = 0; i < size; i++) {
            if (distances[i] > far) {
                report.at(
                        set.line(i),
                        this,
                        "The " + what + " has " + length.applyAsInt(set.traits(i)) + " characters. The median of all "
                                + size + " records is " + Math.round(Math.exp(median) - 1) + ".");
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
