package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the alarm of the sweeper from the log line through the metric filter to the topic. The alarm is raised if the
 * sweeper removed a resource, and not otherwise.
 */
class SweeperAlarmTest {
    private static final String ALARM = "SweeperActed";

    @Test
    void firesWhenTheSweeperHadToRemoveSomething() {
        try (StruckRun run = StruckRun.of(
                FaultScenario.ABORTED,
                "StopServing.DeleteCustomModelDeployment:not-executed",
                "CleanUp.DeleteCustomModelDeployment:access-denied")) {
            assertThat(CloudWatch.metrics(run.stack())).containsKey("Swept");
            assertThat(CloudWatch.alarms(run.stack())).contains(ALARM);
            assertThat(run.messages()).anyMatch(text -> text.startsWith("The hourly sweeper found"));
            assertThat(run.stack().aws().meter().stillBilling()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"Tell.Publish:throttled", "CheckTraining:abort", "CheckTraining:fails", "CheckServing:abort"})
    void isQuietWhenARunOrTheGuardBehindItCleansUp(String fault) {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, fault)) {
            assertThat(run.stack().log()).anyMatch(line -> line.contains("\"step\":\"Sweep\""));
            assertThat(CloudWatch.metrics(run.stack())).doesNotContainKey("Swept");
            assertThat(CloudWatch.alarms(run.stack())).doesNotContain(ALARM);
        }
    }
}
