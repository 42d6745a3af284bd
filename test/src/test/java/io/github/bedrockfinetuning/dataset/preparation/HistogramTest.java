package io.github.bedrockfinetuning.dataset.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void countsEveryLengthInTheRangeThatNamesIt() {
        Histogram histogram = new Histogram();
        for (int length = 0; length < 3_000; length++) {
            histogram.add(length);
        }
        assertThat(histogram.bars())
                .extracting(DataReport.Bar::name)
                .startsWith("0", "1", "2", "3", "4 to 5", "6 to 7", "8 to 11", "12 to 15")
                .endsWith("1,024 to 1,535", "1,536 to 2,047", "2,048 to 3,071");
        assertThat(histogram.bars()).extracting(DataReport.Bar::count).startsWith(1L, 1L, 1L, 1L, 2L, 2L, 4L, 4L);
        assertThat(histogram.bars().stream().mapToLong(DataReport.Bar::count).sum())
                .isEqualTo(3_000);
    }

    @Test
    void hasNoBarsOfNothing() {
        assertThat(new Histogram().bars()).isEmpty();
    }
}
