package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.likeness.Traits;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/** No question or answer is many times longer or shorter than in the other records. */
public final class LengthOutlier implements SetRule {
    private static final About ABOUT = new About(
            "LENGTH_OUTLIER",
            Severity.INFO,
            "Look whether the record was cut off, or joined with another one; leave it if it is meant so.",
            Sources.COMPARISON);

    /** Of fewer records nothing is usual. */
    private static final int FEWEST = 30;
    /** Robust standard deviations of the logarithm of lengths, beyond which a length is far from the others. */
    private static final double FAR = 5;

    private static final double MAD_TO_SIGMA = 1.4826;
    /** Lengths that hardly differ are taken to differ by so much of their logarithm. */
    private static final double LEAST_SIGMA = 0.25;
    /** How many times longer or shorter than half of the records it must be besides. */
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
                        "The " + what + " has " + length.applyAsInt(set.traits(i)) + " characters; half of all " + size
                                + " have at most " + Math.round(Math.exp(median) - 1) + ".");
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
