package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.aws.bedrock.Durations;
import io.github.bedrockfinetuning.local.aws.messages.Sns;
import io.github.bedrockfinetuning.run.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Checks the messages at the end of runs that fail: what happened, which resources incur charges, and which commands to
 * use. Prints all messages of the runs.
 */
class EndingTextsTest {
    private static final String DELETE = "DeleteProvisionedModelThroughput";

    @Test
    void outOfTimeAtNightAndSweptInTheMorning() {
        try (StruckRun run = StruckRun.setup(
                        FaultScenario.PROVISIONED,
                        "CleanUp." + DELETE + ":access-denied",
                        "StopServing." + DELETE + ":access-denied")
                .of(EndingTextsTest::outOfTimeSoon)
                .before(stack -> stack.aws().bedrock().durations(slowThroughput()))
                .run()) {
            String run1 = run.execution().name();
            List<String> messages = print("out of time at night, swept in the morning", run);
            String end = messages.get(messages.size() - 2);
            assertThat(end)
                    .contains("ended: TIMED_OUT", "time limit after", "MIGHT STILL BE BILLED: throughput " + run1)
                    .contains("$24.00 per hour since 2026-")
                    .contains("aws bedrock delete-provisioned-model-throughput --provisioned-model-id " + run1)
                    .contains("./fine-tune clean --remove", "./fine-tune submit");
            assertThat(messages.get(messages.size() - 1))
                    .contains("The hourly sweeper", "throughput " + run1 + ": $24.00 per hour since")
                    .contains("They are no longer billed", "./fine-tune status");
            assertThat(subjects(run)).anyMatch(subject -> subject.endsWith("TIMED_OUT, might still be billed"));
        }
    }

    @Test
    void trainingFailed() {
        try (StruckRun run = StruckRun.of(FaultScenario.TRAINING_FAILS)) {
            print("training failed", run);
            assertThat(run.message())
                    .contains("Training failed. Bedrock reports: \"The rehearsal made this job fail.\"")
                    .contains(
                            "Failed jobs are not billed",
                            "This run has no remaining resources that are billed per hour",
                            "./fine-tune submit");
        }
    }

    @Test
    void stoppedByTheUser() {
        try (StruckRun run = StruckRun.of(FaultScenario.PLAIN, "CheckServing:abort")) {
            print("stopped by the user", run);
            assertThat(run.message())
                    .contains("A user stopped the run: \"The user stopped the execution\".")
                    .contains("This run has no remaining resources that are billed per hour", "./fine-tune submit")
                    .contains(
                            "The custom model is kept and costs $1.95 per month until you delete it with this command: aws bedrock"
                                    + " delete-custom-model --model-identifier arn:aws:bedrock:us-east-1:");
        }
    }

    @Test
    void approvalUnanswered() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN).unanswered().run()) {
            List<String> messages = print("approval unanswered", run);
            String name = run.execution().name();
            String workflow = " --workflow FineTuning-";
            assertThat(messages.get(0))
                    .contains("./fine-tune approve " + name + workflow, "./fine-tune decline " + name + workflow, "$");
            assertThat(run.message())
                    .contains("No one approved the estimated cost of $", "nothing was created")
                    .contains(
                            "This run has no remaining resources that are billed per hour",
                            "approve it when you receive the request",
                            "spendingCeiling");
        }
    }

    @Test
    @DisplayName("Row 60: clean-up is denied for good")
    void cleanUpDenied() {
        try (StruckRun run = StruckRun.of(
                FaultScenario.PROVISIONED,
                "AnswerBatch.Converse:access-denied",
                "StopServing." + DELETE + ":access-denied",
                "CleanUp." + DELETE + ":access-denied",
                "Sweep." + DELETE + ":access-denied")) {
            print("clean-up denied", run);
            String name = run.execution().name();
            assertThat(run.message())
                    .contains("ended: FAILED", "The permission for the action", DELETE)
                    .contains("MIGHT STILL BE BILLED: throughput " + name + ", $24.00 per hour since 2026-")
                    .contains(
                            "To remove it now: aws bedrock delete-provisioned-model-throughput --provisioned-model-id "
                                    + name + " --region us-west-2")
                    .contains("./fine-tune clean --remove", "https://us-west-2.console.aws.amazon.com/bedrock/");
            assertThat(subjects(run)).anyMatch(subject -> subject.endsWith("FAILED, might still be billed"));
            assertThat(CloudWatch.alarms(run.stack())).contains("UnfinishedCleanUp", "FailedRuns");
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode outOfTimeSoon(Assembly whole) {
        String limit = "\\\"TimeoutSeconds\\\":1209600";
        String template = whole.template().toString();
        assertThat(template).contains(limit);
        return Json.read(template.replace(limit, "\\\"TimeoutSeconds\\\":10800"));
    }

    private static Durations slowThroughput() {
        Durations quick = FaultRun.QUICK;
        return new Durations(
                quick.validation(),
                quick.processing(),
                quick.queue(),
                quick.training(),
                quick.perRecord(),
                quick.stopping(),
                quick.deployment(),
                Duration.ofHours(2));
    }

    private static List<String> subjects(StruckRun run) {
        return run.stack().aws().sns().messages().stream()
                .map(Sns.Notification::subject)
                .toList();
    }

    private static List<String> print(String name, StruckRun run) {
        run.stack()
                .aws()
                .sns()
                .messages()
                .forEach(message -> System.out.println("=== " + name + ", " + message.time() + "\nSubject: "
                        + message.subject() + "\n\n" + message.text()));
        return run.messages();
    }
}
