package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.training.LossPoint;
import io.github.bedrockfinetuning.verdict.MeanScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calculates the positions of all elements of the report's charts, in viewBox units. */
public final class Charts {
    private static final int WIDTH = 440;
    private static final int LOSS_WIDTH = 560;
    /** The margin at both ends of the axis: half the width of the widest number below the axis. */
    private static final int MARGIN = 20;

    private static final int ROW = 58;
    private static final int LOSS_HEIGHT = 240;
    private static final int LOSS_LEFT = 46;
    private static final int LOSS_RIGHT = 160;
    private static final int LOSS_TOP = 14;
    private static final int TRADEOFF_HEIGHT = 260;
    private static final int TRADEOFF_BOTTOM = 34;
    private static final int TRADEOFF_SPAN = 370;
    private static final int LABEL_HEIGHT = 18;
    private static final int LABEL_WIDTH = 130;
    private static final int LOSS_BOTTOM = 34;

    /** A grid line. */
    public record Tick(String at, String label) {}

    /** A system's score, shown as a point with its interval. Without an interval, low and high are null. */
    public record Bar(
            int colour,
            String label,
            String value,
            int labelY,
            int y,
            String x,
            @Nullable String low,
            @Nullable String high) {}

    /**
     * The chart of scores with their intervals, one system per row.
     *
     * @param range the range of the axis in words
     */
    public record Intervals(
            int width, int height, String alternative, String range, List<Tick> ticks, List<Bar> bars) {}

    /** A curve through a list of points. */
    public record Curve(String name, String points, String lastX, String lastY, String last) {}

    /** The chart of loss over steps. */
    public record Losses(
            int width, int height, String alternative, List<Tick> across, List<Tick> up, List<Curve> curves) {}

    /**
     * A point that shows a system's cost and score, with the interval of the score. Without an interval, low and high
     * are null.
     */
    public record Spot(
            int colour,
            String label,
            String x,
            String y,
            @Nullable String low,
            @Nullable String high,
            String labelX,
            String labelY) {}

    /**
     * The chart of scores against costs.
     *
     * @param range the range of the axis of scores in words
     */
    public record Tradeoff(
            int width,
            int height,
            String alternative,
            String range,
            List<Tick> across,
            List<Tick> up,
            List<Spot> spots) {}

    private Charts() {}

    static @Nullable Intervals intervals(
            List<String> labels, List<MeanScore> estimates, double scale, String alternative) {
        double[] all = estimates.stream()
                .flatMap(e -> Stream.of(e.value(), e.low(), e.high()))
                .filter(Double::isFinite)
                .mapToDouble(value -> 100 * value / scale)
                .sorted()
                .toArray();
        if (all.length == 0) {
            return null;
        }
        Axis axis = Axis.ofScores(all[0], all[all.length - 1]);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            MeanScore estimate = estimates.get(i);
            if (Double.isFinite(estimate.value())) {
                bars.add(new Bar(
                        i,
                        labels.get(i),
                        Plain.score(estimate.value(), scale),
                        20 + ROW * i,
                        40 + ROW * i,
                        x(axis, 100 * estimate.value() / scale),
                        Double.isFinite(estimate.low()) ? x(axis, 100 * estimate.low() / scale) : null,
                        Double.isFinite(estimate.high()) ? x(axis, 100 * estimate.high() / scale) : null));
            }
        }
        List<Tick> ticks = axis.ticks().stream()
                .map(tick -> new Tick(x(axis, tick), axis.label(tick)))
                .toList();
        return new Intervals(WIDTH, ROW * labels.size() + 30, alternative, axis.range(), ticks, bars);
    }

    private static String x(Axis axis, double value) {
        return at(MARGIN + axis.share(value) * (WIDTH - 2 * MARGIN));
    }

    static @Nullable Losses losses(List<LossPoint> losses) {
        double[] values = losses.stream()
                .flatMap(point -> Stream.of(point.training(), point.validation()))
                .filter(value -> value != null && Double.isFinite(value))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (values.length < 2) {
            return null;
        }
        Axis up = Axis.around(
                Math.min(0, values[0]), values[values.length - 1], Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        double first = losses.get(0).step();
        double last = losses.get(losses.size() - 1).step();
        Axis across = new Axis(first, Math.max(first + 1, last), Math.max(1, (last - first) / 4));
        List<Curve> curves = new ArrayList<>();
        curve("training", losses.stream().map(LossPoint::training).toList(), losses, across, up, curves);
        curve("validation", losses.stream().map(LossPoint::validation).toList(), losses, across, up, curves);
        List<Tick> upTicks = up.ticks().stream()
                .map(t -> new Tick(lossY(up, t), up.label(t)))
                .toList();
        List<Tick> acrossTicks = Stream.of(first, last)
                .distinct()
                .map(t -> new Tick(lossX(across, t), String.format(Locale.ROOT, "step %,.0f", t)))
                .toList();
        String alternative = "Loss from step " + losses.get(0).step() + " to step "
                + losses.get(losses.size() - 1).step() + ": "
                + String.join(
                        "; ",
                        curves.stream()
                                .map(c -> c.name() + " ends at " + c.last())
                                .toList()) + ".";
        return new Losses(LOSS_WIDTH, LOSS_HEIGHT, alternative, acrossTicks, upTicks, curves);
    }

    private static void curve(
            String name, List<Double> values, List<LossPoint> losses, Axis across, Axis up, List<Curve> curves) {
        StringBuilder points = new StringBuilder();
        Curve curve = null;
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value != null && Double.isFinite(value)) {
                String x = lossX(across, losses.get(i).step());
                String y = lossY(up, value);
                points.append(x).append(',').append(y).append(' ');
                curve = new Curve(name, points.toString().strip(), x, y, String.format(Locale.ROOT, "%.3f", value));
            }
        }
        if (curve != null) {
            curves.add(curve);
        }
    }

    /**
     * Returns the chart of scores against costs, in which points farther up and to the left are better.
     *
     * @param costs the cost of 1,000 requests in US dollars; a system with an unknown cost (null) is not in the chart
     */
    static @Nullable Tradeoff tradeoff(
            List<String> labels, List<MeanScore> estimates, double scale, List<Double> costs) {
        List<Integer> shown = IntStream.range(0, labels.size())
                .filter(i ->
                        costs.get(i) != null && Double.isFinite(estimates.get(i).value()))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -estimates.get(i).value()))
                .toList();
        if (shown.size() < 2) {
            return null;
        }
        double[] all = shown.stream()
                .map(estimates::get)
                .flatMap(e -> Stream.of(e.value(), e.low(), e.high()))
                .filter(Double::isFinite)
                .mapToDouble(value -> 100 * value / scale)
                .sorted()
                .toArray();
        Axis up = Axis.ofScores(all[0], all[all.length - 1]);
        Axis across =
                Axis.around(0, shown.stream().mapToDouble(costs::get).max().orElse(1), 0, Double.POSITIVE_INFINITY);
        List<Spot> spots = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int i : shown) {
            MeanScore estimate = estimates.get(i);
            double x = LOSS_LEFT + across.share(costs.get(i)) * TRADEOFF_SPAN;
            double y = tradeoffY(up, 100 * estimate.value() / scale);
            String cost = Plain.dollars(costs.get(i));
            spots.add(new Spot(
                    i,
                    labels.get(i),
                    at(x),
                    at(y),
                    Double.isFinite(estimate.low()) ? at(tradeoffY(up, 100 * estimate.low() / scale)) : null,
                    Double.isFinite(estimate.high()) ? at(tradeoffY(up, 100 * estimate.high() / scale)) : null,
                    at(x + 12),
                    at(beside(x + 12, y + 5, spots))));
            told.add(labels.get(i) + " " + Plain.score(estimate.value(), scale) + " for " + cost);
        }
        return new Tradeoff(
                LOSS_WIDTH,
                TRADEOFF_HEIGHT,
                "Score out of 100 against the cost of 1,000 requests: " + String.join("; ", told) + ".",
                up.range(),
                across.ticks().stream()
                        .map(t -> new Tick(at(LOSS_LEFT + across.share(t) * TRADEOFF_SPAN), "$" + across.label(t)))
                        .toList(),
                up.ticks().stream()
                        .map(t -> new Tick(at(tradeoffY(up, t)), up.label(t)))
                        .toList(),
                spots);
    }

    private static double tradeoffY(Axis up, double score) {
        return TRADEOFF_HEIGHT - TRADEOFF_BOTTOM - up.share(score) * (TRADEOFF_HEIGHT - LOSS_TOP - TRADEOFF_BOTTOM);
    }

    /**
     * Returns the position of a label: next to its point, or as close as possible without overlapping another label or
     * the axis below.
     */
    private static double beside(double x, double y, List<Spot> others) {
        for (int step = 0; step < 2 * others.size() + 1; step++) {
            double at = y + (step % 2 == 0 ? -1 : 1) * (step + 1) / 2 * LABEL_HEIGHT;
            boolean taken = others.stream()
                    .anyMatch(spot -> Math.abs(Double.parseDouble(spot.labelY()) - at) < LABEL_HEIGHT
                            && Math.abs(Double.parseDouble(spot.labelX()) - x) < LABEL_WIDTH);
            if (!taken && at > LABEL_HEIGHT && at < TRADEOFF_HEIGHT - TRADEOFF_BOTTOM + LABEL_HEIGHT / 2) {
                return at;
            }
        }
        return y;
    }

    private static String lossX(Axis axis, double step) {
        return at(LOSS_LEFT + axis.share(step) * (LOSS_WIDTH - LOSS_LEFT - LOSS_RIGHT));
    }

    private static String lossY(Axis axis, double value) {
        return at(LOSS_HEIGHT - LOSS_BOTTOM - axis.share(value) * (LOSS_HEIGHT - LOSS_TOP - LOSS_BOTTOM));
    }

    private static String at(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
