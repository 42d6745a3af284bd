package io.github.bedrockfinetuning.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.verdict.MeanScore;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the positions in the charts of the report. */
class ChartsTest {
    private static final List<String> SYSTEMS = List.of("Fine-tuned model", "Base model", "Reference model");
    /** The height of a label in units of the chart. */
    private static final double HEIGHT = 18;

    /** The position at which the labels of the axis begin. */
    private static final double AXIS = 240;

    @ParameterizedTest
    @CsvSource({
        "77, 0, 0, 0.006, 0.004, 0.094", // two at the bottom, far apart
        "80, 1, 1, 0.02, 0.02, 0.02", // two at one place
        "50, 50, 50, 0.1, 0.1, 0.1", // all at one place
        "100, 100, 100, 0.1, 0.1, 0.1", // at the top
        "0, 0, 0, 0.1, 0.1, 0.1", // at the bottom
        "90.1, 90, 89.9, 0.1, 0.2, 0.3"
    })
    void noLabelLiesOnAnotherOrOnTheAxis(double a, double b, double c, double costA, double costB, double costC) {
        Charts.Tradeoff chart = Charts.tradeoff(SYSTEMS, scores(a, b, c), 100, List.of(costA, costB, costC));

        List<Charts.Spot> spots = chart.spots();
        for (Charts.Spot spot : spots) {
            double y = Double.parseDouble(spot.labelY());
            assertThat(y).isBetween(HEIGHT / 2, AXIS);
            assertThat(spots).filteredOn(other -> other != spot).noneMatch(other -> {
                boolean near = Math.abs(Double.parseDouble(other.labelX()) - Double.parseDouble(spot.labelX())) < 100;
                return near && Math.abs(Double.parseDouble(other.labelY()) - y) < HEIGHT - 1;
            });
        }
    }

    @Test
    void aSystemWhoseCostIsNotKnownIsLeftOut() {
        Charts.Tradeoff chart = Charts.tradeoff(SYSTEMS, scores(80, 40, 60), 100, Arrays.asList(0.1, null, 0.2));
        assertThat(chart.spots()).extracting(Charts.Spot::label).containsExactly("Fine-tuned model", "Reference model");
        assertThat(chart.alternative()).doesNotContain("Base model");
    }

    @Test
    void oneSystemAloneIsNoTradeoff() {
        assertThat(Charts.tradeoff(SYSTEMS.subList(0, 1), scores(80), 100, List.of(0.1)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"90.1, 90.0, 89.9", "100, 99.9, 99.8", "0.1, 0, 0.2", "50, 50, 50"})
    void nearlyEqualScoresLookNearlyEqualInBothCharts(double a, double b, double c) {
        Charts.Intervals intervals = Charts.intervals(SYSTEMS, scores(a, b, c), 100, "");
        assertThat(range(intervals.ticks())).isBetween(20.0, 100.0);

        Charts.Tradeoff tradeoff = Charts.tradeoff(SYSTEMS, scores(a, b, c), 100, List.of(0.1, 0.2, 0.3));
        assertThat(range(tradeoff.up())).isBetween(20.0, 100.0);
        assertThat(tradeoff.range()).isEqualTo(intervals.range());
    }

    @Test
    void theAxisContainsTheIntervals() {
        List<MeanScore> wide = List.of(new MeanScore(0.5, 0.1, 0.95), new MeanScore(0.5, 0.4, 0.6));
        Charts.Intervals chart = Charts.intervals(SYSTEMS.subList(0, 2), wide, 1, "");
        assertThat(chart.range()).isEqualTo("axis from 0 to 100");
        Charts.Tradeoff tradeoff = Charts.tradeoff(SYSTEMS.subList(0, 2), wide, 1, List.of(0.1, 0.2));
        assertThat(tradeoff.range()).isEqualTo("axis from 0 to 100");
        assertThat(tradeoff.spots()).noneMatch(spot -> spot.low() == null || spot.high() == null);
    }

    private static double range(List<Charts.Tick> ticks) {
        return Double.parseDouble(ticks.get(ticks.size() - 1).label())
                - Double.parseDouble(ticks.get(0).label());
    }

    private static List<MeanScore> scores(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> new MeanScore(value, value, value))
                .toList();
    }
}
