package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Runs the synthesized state machine with the real handlers and every single fault and every pair of faults, in virtual
 * time. By default, a random selection with a fixed seed is run. {@code -Dfaults=all} runs all plans, and
 * {@code -Dfaults=singles} or {@code -Dfaults=pairs} runs all plans of one kind.
 */
class FaultSuiteTest {
    private static final long SEED = 20_261_122;
    private static final int SHARE = 40;

    @Test
    void noFaultAndNoTwoFaultsLoseDataOrLeaveABillOrGoUntold() {
        String wanted = System.getProperty("faults", "");
        FaultPlans plans = new FaultPlans(new FaultLane());
        List<FaultPlan> singles = plans.singles();
        List<FaultPlan> pairs = plans.pairs();
        List<FaultPlan> chosen = new ArrayList<>();
        chosen.addAll(wanted.isEmpty() ? share(singles) : wanted.equals("pairs") ? List.of() : singles);
        chosen.addAll(wanted.isEmpty() ? share(pairs) : wanted.equals("singles") ? List.of() : pairs);

        FaultSuite.Result result = FaultSuite.run(chosen, scenario -> Stacks.blueprint(scenario.region()));

        result.print("Faults (" + singles.size() + " single ones and " + pairs.size() + " pairs there are)");
        assertThat(result.plans()).isEqualTo(chosen.size());
        assertThat(result.violations()).isEmpty();
    }

    private static List<FaultPlan> share(List<FaultPlan> all) {
        List<FaultPlan> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.subList(0, shuffled.size() / SHARE);
    }
}
