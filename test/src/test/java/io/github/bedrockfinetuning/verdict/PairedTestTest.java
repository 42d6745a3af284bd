package io.github.bedrockfinetuning.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedTestTest {
    @Test
    void mcNemarIsTheExactBinomialTest() {
        assertThat(PairedTest.mcNemar(0, 0)).isEqualTo(1);
        assertThat(PairedTest.mcNemar(5, 0)).isCloseTo(2.0 / 32, within(1e-12));
        assertThat(PairedTest.mcNemar(2, 8)).isCloseTo(2 * (1 + 10 + 45) / 1024.0, within(1e-12));
        assertThat(PairedTest.mcNemar(8, 2)).isEqualTo(PairedTest.mcNemar(2, 8));
        assertThat(PairedTest.mcNemar(7, 7)).isEqualTo(1);
    }

    @Test
    void holmMultipliesTheSmallestMostAndNeverTurnsTheOrder() {
        assertThat(PairedTest.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(PairedTest.holm(new double[] {0.9, 0.8})).containsExactly(1, 1);
        assertThat(PairedTest.holm(new double[0])).isEmpty();
    }
}
