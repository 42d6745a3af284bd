package io.github.bedrockfinetuning.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the report's charts put things. */
class ChartsTest {
    private static final List<String> SYSTEMS = List.of("Fine-tuned model", "Base model", "Bigger model");
    /** Of a label, in the chart's own units. */
    private static final double HEIGHT = 18;

    /** Where the axis' own labels begin. */
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
        Charts.Tradeoff chart = Charts.tradeoff(SYSTEMS, List.of(a, b, c), List.of(costA, costB, costC));

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
        Charts.Tradeoff chart = Charts.tradeoff(SYSTEMS, List.of(80.0, 40.0, 60.0), Arrays.asList(0.1, null, 0.2));
        assertThat(chart.spots()).extracting(Charts.Spot::label).containsExactly("Fine-tuned model", "Bigger model");
        assertThat(chart.alternative()).doesNotContain("Base model");
    }

    @Test
    void oneSystemAloneIsNoTradeoff() {
        assertThat(Charts.tradeoff(SYSTEMS.subList(0, 1), List.of(80.0), List.of(0.1)))
                .isNull();
    }
}
