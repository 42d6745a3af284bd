package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Tests starts, aborts, sweeps, approvals, repeated end events and user actions in random orders with fixed seeds, at
 * any time and between any two requests of a function. {@code -Draces=10000} runs this number of orders, starting at
 * {@code -Draces.from=1}. {@code -Drace=17} runs a single order.
 */
class RaceTest {
    private static final int SHARE = 150;

    @Test
    void whateverTheOrderNothingIsLostOrLeftBillingOrUntold() {
        RaceSuite suite = new RaceSuite();
        Long alone = Long.getLong("race");
        if (alone != null) {
            RaceRun run = suite.alone(alone);
            System.out.println(run.told());
            assertThat(run.violations()).isEmpty();
            return;
        }
        RaceSuite.Result result =
                suite.run(Long.getLong("races.from", 1), Integer.getInteger("races", SHARE), Integer.MAX_VALUE);
        result.print();
        assertThat(result.violated()).isEmpty();
    }
}
