package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Starts, aborts, sweeps, answers, ends told twice and what the user does by hand, in seeded orders: at any moment, and
 * between any two requests of a function. {@code -Draces=10000} takes so many orders, from {@code -Draces.from=1} on, and
 * {@code -Drace=17} one of them alone.
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
