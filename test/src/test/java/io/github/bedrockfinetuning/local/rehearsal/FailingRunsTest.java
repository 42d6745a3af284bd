package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.states.Execution;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests runs that fail: they end as designed, report the reason and what to do, and leave no billed resources. */
class FailingRunsTest {
    @TempDir
    private Path folder;

    @Test
    void aFailedTrainingEndsTheRun() throws Exception {
        try (DeployedStack stack = run("CheckTraining:fails")) {
            assertEnded(stack, "FAILED");
            assertThat(Stacks.status(stack).path("reason").asText()).contains("made this job fail");
        }
    }

    @Test
    void aFailedDeploymentEndsTheRun() throws Exception {
        try (DeployedStack stack = run("CheckServing:fails")) {
            assertEnded(stack, "FAILED");
            assertThat(Stacks.status(stack).path("reason").asText()).contains("made the deployment fail");
        }
    }

    @Test
    void baseAnswersThatFailForGoodDoNotEndPaidTraining() throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            stack.aws()
                    .faults()
                    .add(
                            call -> call.operation().equals("Converse")
                                    && call.resource().equals("amazon.nova-micro-v1:0"),
                            Fault.ACCESS_DENIED,
                            Long.MAX_VALUE);
            drop(stack);
            assertEnded(stack, "SUCCEEDED");
            String runId = stack.executions().get(0).name();
            JsonNode report = stack.result("reports/" + runId + "/report.json").orElseThrow();
            JsonNode systems = report.path("systems");
            assertThat(systems.has("base")).isFalse();
            assertThat(report.at("/absent/base").asText()).contains("The base model cannot be invoked.");
            assertThat(systems.path("tuned").path("answered").asInt()).isEqualTo(40);
        }
    }

    @Test
    void anAbortedRunIsCleanedUpAndTold() throws Exception {
        try (DeployedStack stack = run("CheckTraining:abort")) {
            assertThat(stack.executions().get(0).status()).isEqualTo(Execution.Status.ABORTED);
            assertEnded(stack, "ABORTED");
            assertThat(stack.calls()).extracting("operation").contains("StopModelCustomizationJob");
        }
    }

    @Test
    void anAbortWhileTheTunedModelAnswersRemovesItsDeployment() throws Exception {
        try (DeployedStack stack = run("StopServing:abort")) {
            assertEnded(stack, "ABORTED");
            assertThat(stack.calls()).extracting("operation").contains("DeleteCustomModelDeployment");
        }
    }

    @Test
    void aLostAnswerToTheCreationOfAJobMakesNoSecondJob() throws Exception {
        try (DeployedStack stack = run("StartTraining.CreateModelCustomizationJob:lost-answer")) {
            assertEnded(stack, "SUCCEEDED");
            assertThat(stack.calls().stream()
                            .filter(call -> call.operation().equals("CreateModelCustomizationJob"))
                            .anyMatch(call -> call.fault() == Fault.LOST_ANSWER))
                    .isTrue();
            assertThat(stack.aws().events().published().stream()
                            .map(event -> event.path("detail").path("jobArn").asText(""))
                            .filter(job -> !job.isEmpty())
                            .distinct())
                    .hasSize(1);
        }
    }

    private DeployedStack run(String fault) throws Exception {
        DeployedStack stack = Stacks.deploy(fault);
        drop(stack);
        return stack;
    }

    private void drop(DeployedStack stack) throws Exception {
        Upload.of(Optional.of(Stacks.smallDataset(folder, "{}")), Optional.empty())
                .into(stack);
        stack.settle();
    }

    private static void assertEnded(DeployedStack stack, String status) throws Exception {
        JsonNode told = Stacks.status(stack);
        assertThat(told.path("status").asText()).isEqualTo(status);
        assertThat(told.path("reason").asText()).isNotBlank();
        assertThat(stack.aws().meter().stillBilling()).isEmpty();
        assertThat(stack.aws().sns().messages()).isNotEmpty();
        if (!status.equals("SUCCEEDED")) {
            assertThat(told.path("nextStep").asText()).isNotBlank();
        }
    }
}
