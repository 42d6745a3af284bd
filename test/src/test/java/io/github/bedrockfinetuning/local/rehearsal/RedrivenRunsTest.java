package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.states.Execution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests runs that are stopped and then redriven: nothing is paid twice, and no resources remain. */
class RedrivenRunsTest {
    /** The cleanup after an execution removes deployments at its fourth check, three minutes after the first. */
    private static final Duration SHORTLY_BEFORE_DEPLOYMENTS_GO = Duration.ofSeconds(175);

    @TempDir
    private Path folder;

    /**
     * If a run is stopped before it serves the model, its deployment is removed and it needs another one. It never
     * creates a second job.
     */
    @ParameterizedTest
    @CsvSource({
        "StartTraining:abort, FAILED, 0",
        "CheckTraining:abort, FAILED, 0",
        "CheckTraining:fails, FAILED, 0",
        "StartServing:abort, SUCCEEDED, 2",
        "StopServing:abort, SUCCEEDED, 1",
        "Evaluate:abort, SUCCEEDED, 1"
    })
    void aRedriveMakesNoSecondPaidThing(String fault, Execution.Status end, int deployments) throws Exception {
        try (DeployedStack stack = Stacks.deploy(fault)) {
            Upload.of(Optional.of(Stacks.smallDataset(folder, "{}")), Optional.empty())
                    .into(stack);
            stack.settle();
            Execution execution = stack.executions().get(0);
            assertThat(execution.status()).isIn(Execution.Status.ABORTED, Execution.Status.FAILED);
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
            String before = Stacks.status(stack).path("status").asText();

            stack.aws().executions().redrive(execution.arn());
            stack.settle();

            assertThat(execution.redriveCount()).isEqualTo(1);
            assertThat(execution.status()).isEqualTo(end);
            assertThat(jobs(stack)).hasSize(1);
            assertThat(deployments(stack)).hasSize(deployments);
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo(end.name());
            assertThat(ends(stack)).containsExactly(before, end.name());
        }
    }

    /** During the cleanup after the first end, the resources belong to an active run again. */
    @Test
    void aRedriveDuringCleanUpKeepsItsDeployment() throws Exception {
        try (DeployedStack stack = Stacks.deploy("CheckServing:abort")) {
            Upload.of(Optional.of(Stacks.smallDataset(folder, "{}")), Optional.empty())
                    .into(stack);
            stack.aws().bedrock().durations(FaultRun.QUICK);
            assertThat(stack.clock()
                            .runUntil(() -> !stack.executions().isEmpty()
                                    && stack.executions().get(0).status() == Execution.Status.ABORTED))
                    .isTrue();
            Execution execution = stack.executions().get(0);
            stack.clock()
                    .after(
                            SHORTLY_BEFORE_DEPLOYMENTS_GO,
                            () -> stack.aws().executions().redrive(execution.arn()));
            stack.settle();

            assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
            assertThat(jobs(stack)).hasSize(1);
            assertThat(deployments(stack)).hasSize(1);
            assertThat(stack.calls())
                    .filteredOn(call -> call.executed() && call.operation().equals("DeleteCustomModelDeployment"))
                    .extracting(call -> stack.stepOf(call.role()))
                    .containsOnly("StopServing");
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
            assertThat(ends(stack)).containsExactly("SUCCEEDED");
        }
    }

    /** Returns the final statuses in the notifications, in order. */
    private static List<String> ends(DeployedStack stack) {
        return stack.aws().sns().messages().stream()
                .map(message -> message.text().lines().findFirst().orElse(""))
                .filter(line -> line.contains(" ended: "))
                .map(line -> line.replaceFirst(".* ended: (\\w+).*", "$1"))
                .toList();
    }

    private static Set<String> jobs(DeployedStack stack) {
        return stack.aws().events().published().stream()
                .map(event -> event.path("detail").path("jobArn").asText(""))
                .filter(job -> !job.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Set<String> deployments(DeployedStack stack) {
        return stack.calls().stream()
                .filter(call -> call.executed() && call.operation().equals("DeleteCustomModelDeployment"))
                .map(CallRecord::resource)
                .collect(Collectors.toSet());
    }
}
