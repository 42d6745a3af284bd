package io.github.bedrockfinetuning.verdict;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Computes p values for scores of two systems on the same records. */
final class PairedTest {
    private PairedTest() {}

    /**
     * Returns the p value of McNemar's exact test for right/wrong scores. The test compares the numbers of records that
     * only one of the systems answers correctly.
     */
    static double mcNemar(int onlyA, int onlyB) {
        int discordant = onlyA + onlyB;
        if (discordant == 0) {
            return 1;
        }
        double tail = BinomialDistribution.of(discordant, 0.5).cumulativeProbability(Math.min(onlyA, onlyB));
        return Math.min(1, 2 * tail);
    }

    /**
     * Returns the lowest possible p value of a test that treats both signs of each difference equally. If only a few
     * records differ, this prevents resampling from underestimating the p value.
     */
    static double least(int differing) {
        return Math.min(1, Math.pow(2, 1.0 - differing));
    }

    /**
     * Applies Holm's step-down correction: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979.
     */
    static double[] holm(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double running = 0;
        for (int rank = 0; rank < p.length; rank++) {
            running = Math.max(running, Math.min(1, p[order[rank]] * (p.length - rank)));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    static double standardDeviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
