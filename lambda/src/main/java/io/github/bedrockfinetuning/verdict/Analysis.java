package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.metrics.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The means, intervals, and differences of all systems, on all records or on one slice. */
final class Analysis {
    /** The factor for a two-sided 95% confidence level and 80% power under the normal distribution: 1.960 + 0.842. */
    private static final double DETECTABLE = 2.802;

    private static final double ROUNDING = 1e-12;
    /** The probability in each tail of a 95% interval. */
    private static final double TAIL = 0.025;

    /** A difference whose p value is not yet corrected for multiple comparisons. */
    record Raw(
            int a,
            int b,
            int metric,
            @Nullable Slice slice,
            int n,
            Effect effect,
            @Nullable String reason) {}

    private final ScoreTable table;
    private final @Nullable Slice slice;
    private final int[] records;
    private final int metrics;
    private final int systems;
    private final @Nullable Bootstrap bootstrap;

    Analysis(
            ScoreTable table,
            @Nullable Slice slice,
            int[] records,
            int metrics,
            int systems,
            int resamples,
            long seed) {
        this.table = table;
        this.slice = slice;
        this.records = records;
        this.metrics = metrics;
        this.systems = systems;
        this.bootstrap = records.length < 2 ? null : Bootstrap.of(columns(), resamples, seed);
    }

    private double[][] columns() {
        double[][] columns = new double[metrics * systems][];
        for (int m = 0; m < metrics; m++) {
            for (int s = 0; s < systems; s++) {
                columns[m * systems + s] = table.scores(m, s, records);
            }
        }
        return columns;
    }

    MeanScore estimate(int metric, int system) {
        double[] scores = table.scores(metric, system, records);
        double mean = Arrays.stream(scores).average().orElse(Double.NaN);
        if (bootstrap == null || Double.isNaN(mean)) {
            return new MeanScore(mean, Double.NaN, Double.NaN);
        }
        double scale = table.metric(metric).scale();
        if (alike(scores)) {
            return new MeanScore(mean, mean - mean * unseen(), mean + (scale - mean) * unseen());
        }
        double[] interval = bootstrap.interval(metric * systems + system);
        return new MeanScore(mean, clean(interval[0], scale), clean(interval[1], scale));
    }

    List<Raw> differences(int a, int b) {
        List<Raw> differences = new ArrayList<>();
        for (int m = 0; m < metrics; m++) {
            differences.add(difference(a, b, m));
        }
        return differences;
    }

    private Raw difference(int a, int b, int m) {
        double[] scoresA = table.scores(m, a, records);
        double[] scoresB = table.scores(m, b, records);
        double[] each = new double[records.length];
        int differing = 0;
        int noNumber = 0;
        for (int i = 0; i < each.length; i++) {
            each[i] = scoresA[i] - scoresB[i];
            differing += each[i] != 0 ? 1 : 0;
            noNumber += Double.isNaN(each[i]) ? 1 : 0;
        }
        double mean = Arrays.stream(each).average().orElse(Double.NaN);
        String reason = reason(a, b, differing, noNumber);
        if (bootstrap == null || noNumber > 0) {
            return new Raw(a, b, m, slice, each.length, Effect.unknown(mean), reason);
        }
        Metric metric = table.metric(m);
        double smallest = DETECTABLE * PairedTest.standardDeviation(each) / Math.sqrt(each.length);
        double scale = metric.scale();
        if (differing == 0) {
            double most = scale * unseen();
            return new Raw(a, b, m, slice, each.length, new Effect(0, -most, most, 1, Double.NaN), reason);
        }
        double[] interval = alike(each)
                ? new double[] {mean - (scale + mean) * unseen(), mean + (scale - mean) * unseen()}
                : bootstrap.interval(m * systems + a, m * systems + b);
        double p = metric.rightOrWrong()
                ? mcNemar(each)
                : Math.max(PairedTest.least(differing), bootstrap.p(m * systems + a, m * systems + b, mean));
        Effect effect = new Effect(mean, clean(interval[0], scale), clean(interval[1], scale), p, smallest);
        return new Raw(a, b, m, slice, each.length, effect, reason);
    }

    private static double mcNemar(double[] each) {
        int onlyA = (int) Arrays.stream(each).filter(d -> d > 0).count();
        int onlyB = (int) Arrays.stream(each).filter(d -> d < 0).count();
        return PairedTest.mcNemar(onlyA, onlyB);
    }

    /** Checks whether all values are equal. Resampling equal values would result in an interval without width. */
    private static boolean alike(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /**
     * Returns the maximum share of all possible records whose scores could differ, even though no scores differ in
     * the test records. This is the exact upper limit of C. Clopper and E. Pearson, "The Use of Confidence or
     * Fiducial Limits", 1934, for 0 of n. Those records might have any score.
     */
    private double unseen() {
        return 1 - Math.pow(TAIL, 1.0 / records.length);
    }

    /**
     * Returns the reason that no difference can be shown regardless of the scores, or null if the result depends on
     * the scores.
     */
    private @Nullable String reason(int a, int b, int differing, int noNumber) {
        if (records.length == 0) {
            return "there are no records for the comparison";
        } else if (records.length == 1) {
            return "one record is not enough to show a difference";
        } else if (!table.replied(a, records) || !table.replied(b, records)) {
            return "a system did not answer any of the records";
        } else if (noNumber > 0) {
            return "the metric is undefined for " + noNumber + " of the records";
        } else if (differing == 0) {
            return "both systems have the same score on every record";
        }
        return null;
    }

    /** Removes floating-point rounding errors. */
    private static double clean(double value, double scale) {
        if (Math.abs(value) < ROUNDING * scale) {
            return 0;
        }
        return Math.abs(value - scale) < ROUNDING * scale ? scale : value;
    }
}
