package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests models that cannot be invoked: every question is rejected, or the daily token quota is used up. */
class SilentModelsTest {
    private static final String NOT_VALID = "The provided request is not valid for this model.";

    @Test
    @DisplayName("Row 73: the endpoint refuses every question")
    void anEndpointThatRefusesEveryQuestionFailsTheRunWithTheServicesWords() throws Exception {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .before(stack -> refuse(stack, "custom-model-deployment"))
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("The tuned model cannot be invoked", NOT_VALID);
            assertThat(run.status().path("verdict").isNull()).isTrue();
            assertThat(run.calls("DeleteCustomModelDeployment")).isNotEmpty();
            assertThat(run.stack().result("runs/" + run.execution().name() + "/verdict.json"))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("Row 74: a base model refuses every question")
    void aBaseModelThatRefusesEveryQuestionIsAbsentAndNothingIsShownAgainstIt() throws Exception {
        try (StruckRun run = StruckRun.setup(FaultScenario.PROMOTED)
                .before(stack -> refuse(stack, "amazon.nova-micro"))
                .run()) {
            run.assertEnded("SUCCEEDED");
            assertThat(run.status().path("verdict").asText()).isEqualTo("not shown");
            assertThat(run.reason()).contains("nothing to compare it with", NOT_VALID);
            assertThat(run.calls("PutParameter")).isEmpty();
            var report = run.stack()
                    .result("reports/" + run.execution().name() + "/report.json")
                    .orElseThrow();
            assertThat(report.path("systems").fieldNames()).toIterable().containsExactly("tuned");
            assertThat(report.at("/absent/base").asText()).contains(NOT_VALID);
        }
    }

    private static final String NOVA_MICRO_A_DAY =
            "\"Model invocation max tokens per day for Amazon Nova Micro (doubled for cross-region calls)\"";

    private static boolean custom(String model) {
        return model.contains("custom-model-deployment");
    }

    @Test
    @DisplayName("Row 75: no tokens are left for the day")
    void anAccountWithoutTokensForTheDayEndsWithinHoursAndIsToldOfItsQuota() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .before(stack -> stack.aws().bedrock().tokensPerDay(model -> true, 0))
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason())
                    .contains(
                            "Too many tokens per day, please wait before trying again.",
                            "daily token quota",
                            NOVA_MICRO_A_DAY,
                            "AWS Support",
                            "did not answer for 4 hours");
            assertThat(Duration.between(
                            run.execution().startDate(), run.execution().stopDate()))
                    .isLessThan(Duration.ofHours(16));
            assertThat(run.calls("DeleteCustomModelDeployment")).isNotEmpty();
        }
    }

    @Test
    void aDailyQuotaThatIsUsedUpHalfWayEndsTheRunWithinHours() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .before(stack -> stack.aws().bedrock().tokensPerDay(SilentModelsTest::custom, 60))
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("The tuned model cannot be invoked", "daily token quota");
            assertThat(run.calls("Converse").stream().filter(call -> custom(call.resource())))
                    .isNotEmpty()
                    .hasSizeLessThan(FaultScenario.TESTS);
            assertThat(Duration.between(
                            run.execution().startDate(), run.execution().stopDate()))
                    .isLessThan(Duration.ofHours(12));
        }
    }

    @Test
    @DisplayName("Row 76: no tokens of a baseline or of the judge are left for the day")
    void baselinesAndJudgeWithoutTokensForTheDayAreAbsent() throws Exception {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .before(stack -> stack.aws().bedrock().tokensPerDay(model -> model.contains("nova-pro"), 0))
                .before(stack -> stack.aws().bedrock().tokensPerDay(model -> model.contains("nova-lite"), 0))
                .run()) {
            run.assertEnded("SUCCEEDED");
            assertThat(run.status().path("verdict").asText()).isEqualTo("better");
            var report = run.stack()
                    .result("reports/" + run.execution().name() + "/report.json")
                    .orElseThrow();
            assertThat(report.path("systems").fieldNames()).toIterable().containsExactly("tuned", "base");
            assertThat(report.at("/absent/reference").asText()).contains("daily token quota", "Amazon Nova Pro");
            assertThat(report.at("/judge/failure").asText()).contains("daily token quota", "Amazon Nova Lite");
        }
    }

    private static void refuse(DeployedStack stack, String models) {
        stack.aws().bedrock().failures().refuseQuestions(model -> model.contains(models), NOT_VALID);
    }
}
