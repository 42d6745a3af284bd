package io.github.bedrockfinetuning.verdict;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The means over resampled records. Every column uses the same resamples, so the difference of two columns is paired.
 *
 * <p>Based on B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993. The percentile interval is widened as
 * described in T. Hesterberg, "What Teachers Should Know About the Bootstrap", 2015, section 4.2, because it would
 * otherwise be too narrow for few records.
 */
final class Bootstrap {
    private static final double TAIL = 0.025;
    private static final long LOW = 0xFFFFFFFFL;

    private final int n;
    private final double[][] means;

    private Bootstrap(int n, double[][] means) {
        this.n = n;
        this.means = means;
    }

    /**
     * Resamples the records.
     *
     * @param columns the scores by column and record
     */
    static Bootstrap of(double[][] columns, int resamples, long seed) {
        int n = columns[0].length;
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        double[][] means = new double[columns.length][resamples];
        double[] weights = new double[n];
        for (int r = 0; r < resamples; r++) {
            draw(random, weights);
            for (int c = 0; c < columns.length; c++) {
                means[c][r] = dot(columns[c], weights) / n;
            }
        }
        return new Bootstrap(n, means);
    }

    /** Draws a sample with as many elements as there are records, and counts how often each record is drawn. */
    private static void draw(UniformRandomProvider random, double[] weights) {
        int n = weights.length;
        Arrays.fill(weights, 0);
        for (int i = 0; i < n - 1; i += 2) {
            long bits = random.nextLong();
            weights[record(bits >>> 32, n)]++;
            weights[record(bits & LOW, n)]++;
        }
        if (n % 2 == 1) {
            weights[record(random.nextLong() >>> 32, n)]++;
        }
    }

    /** Selects a record from 32 random bits. The probabilities of two records differ by at most n / 2^32. */
    private static int record(long bits, int n) {
        return (int) (bits * n >>> 32);
    }

    /**
     * Calculates a dot product with four independent sums. With a single sum, each addition would wait for the previous
     * one.
     */
    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + s2 + s3;
    }

    /** Returns the 95% interval for a column's mean. */
    double[] interval(int column) {
        return interval(means[column].clone());
    }

    /** Returns the 95% interval for the difference between the means of two columns. */
    double[] interval(int a, int b) {
        return interval(differences(a, b));
    }

    /**
     * Returns the two-sided p value: the probability of a difference that is at least as large as the observed one if
     * there is no true difference.
     */
    double p(int a, int b, double observed) {
        int asLarge = 0;
        for (double difference : differences(a, b)) {
            if (Math.abs(difference - observed) >= Math.abs(observed)) {
                asLarge++;
            }
        }
        return (asLarge + 1.0) / (means[a].length + 1);
    }

    private double[] differences(int a, int b) {
        double[] differences = new double[means[a].length];
        for (int r = 0; r < differences.length; r++) {
            differences[r] = means[a][r] - means[b][r];
        }
        return differences;
    }

    private double[] interval(double[] values) {
        Arrays.sort(values);
        double tail = tail(n);
        return new double[] {quantile(values, tail), quantile(values, 1 - tail)};
    }

    private static double tail(int n) {
        double t = TDistribution.of(n - 1).inverseSurvivalProbability(TAIL);
        return NormalDistribution.of(0, 1).survivalProbability(Math.sqrt(n / (n - 1.0)) * t);
    }

    /** Returns a quantile, interpolated linearly between order statistics. */
    static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
