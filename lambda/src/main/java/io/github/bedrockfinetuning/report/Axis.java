package io.github.bedrockfinetuning.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An axis range with round numbers. */
record Axis(double low, double high, double step) {
    /** The minimum range of an axis for scores out of 100, which ensures that nearly equal scores look nearly equal. */
    private static final double LEAST_RANGE = 20;

    /** Returns an axis for scores out of 100 that includes all scores and the ends of their intervals. */
    static Axis ofScores(double low, double high) {
        double from = Math.max(0, low);
        double to = Math.min(100, high);
        double missing = Math.max(0, LEAST_RANGE - (to - from));
        double below = Math.min(from, Math.max(missing / 2, missing - (100 - to)));
        return around(from - below, Math.min(100, to + missing - below), 0, 100);
    }

    /** Returns a description of the range, such as "axis from 40 to 100". */
    String range() {
        return "axis from " + label(low) + " to " + label(high);
    }

    static Axis around(double low, double high, double least, double most) {
        double span = Math.max(high - low, 1e-6);
        double rough = span / 4;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = Stream.of(1.0, 2.0, 5.0, 10.0)
                .map(m -> m * power)
                .filter(s -> s >= rough)
                .findFirst()
                .orElse(10 * power);
        double from = Math.max(least, Math.floor(low / step) * step);
        double to = Math.min(most, Math.ceil(high / step) * step);
        return to > from
                ? new Axis(from, to, step)
                : new Axis(Math.max(least, from - step), Math.min(most, to + step), step);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (double tick = low; tick <= high + step / 1_000; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    double share(double value) {
        return (value - low) / (high - low);
    }

    String label(double tick) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick + 0.0);
    }
}
