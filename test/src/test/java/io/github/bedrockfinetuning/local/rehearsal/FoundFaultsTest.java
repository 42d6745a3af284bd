package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests pairs of faults that once left resources behind. The default selection of pairs might not contain them. */
class FoundFaultsTest {
    @Test
    void aMarkOfAPromotionThatComesLateKeepsNothingThatWasNotPromoted() {
        assertHolds(FaultPlan.of(FaultScenario.PROMOTION_FAILS, "Promote.PutObject:late", "CleanUp:time-out"));
    }

    @Test
    void aQuestionThatComesLateDoesNotTakeThePlaceOfTheOneThatIsWaitedFor() {
        assertHolds(FaultPlan.of(FaultScenario.PLAIN, "AskApproval.PutObject:late"));
    }

    @Test
    void cleanUpThatIsDeniedBehindAnAbortedRunIsTold() {
        assertHolds(FaultPlan.of(FaultScenario.ABORTED, "CleanUp.GetModelCustomizationJob:access-denied"));
    }

    @Test
    void anEndThatTheStateCouldNotTellIsToldBehindIt() {
        assertHolds(FaultPlan.of(FaultScenario.PLAIN, "Tell.Publish:access-denied"));
    }

    private static void assertHolds(FaultPlan plan) {
        FaultRun run = FaultRun.of(plan, new FaultLane());
        assertThat(run.struck()).isTrue();
        assertThat(run.lines()).isEmpty();
    }
}
