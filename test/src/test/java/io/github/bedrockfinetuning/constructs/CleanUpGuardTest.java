package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

class CleanUpGuardTest {
    private static final Synthesized ALONE = Synthesized.stack(stack -> new CleanUpGuard(
            stack,
            "Guard",
            CleanUpGuardProps.builder()
                    .stateMachine(StateMachine.fromStateMachineArn(
                            stack, "Machine", "arn:aws:states:us-east-1:111122223333:stateMachine:theirs"))
                    .cleanUp(function(stack, "Clean"))
                    .sweep(function(stack, "Sweep"))
                    .build()));

    @Test
    void seesEveryEndThatRunsNoFurtherState() {
        JsonNode pattern = rule().path("EventPattern");
        assertThat(pattern.path("source").get(0).asText()).isEqualTo("aws.states");
        assertThat(Synthesized.texts(pattern.at("/detail/status"))).containsExactly("ABORTED", "FAILED", "TIMED_OUT");
        assertThat(pattern.at("/detail/stateMachineArn/0").asText()).endsWith("stateMachine:theirs");
    }

    @Test
    void letsOnlyItsOwnRuleCallTheCleanUp() {
        JsonNode permission = ALONE.one("AWS::Lambda::Permission", "Guard").path("Properties");
        assertThat(permission.at("/SourceArn").toString()).contains("GuardEnded");
        assertThat(rule().at("/Targets/0/Arn").toString()).contains("CleanFunction");
    }

    @Test
    void sweepsEveryHour() {
        JsonNode schedule = ALONE.one("AWS::Scheduler::Schedule", "Hourly").path("Properties");
        assertThat(schedule.path("ScheduleExpression").asText()).isEqualTo("rate(1 hour)");
        assertThat(schedule.at("/Target/Arn").toString()).contains("SweepFunction");
        JsonNode trust = ALONE.one("AWS::IAM::Role", "ScheduleRole").at("/Properties/AssumeRolePolicyDocument");
        assertThat(Synthesized.resolved(trust.at("/Statement/0/Condition/StringEquals/aws:SourceArn")))
                .isEqualTo("arn:aws:scheduler:us-east-1:111122223333:schedule-group/default");
    }

    @Test
    void keepsWhatCouldNotBeDeliveredOrDone() {
        assertThat(rule().at("/Targets/0/DeadLetterConfig/Arn").toString()).contains("DeadLetters");
        assertThat(ALONE.one("AWS::Scheduler::Schedule", "Hourly")
                        .at("/Properties/Target/DeadLetterConfig/Arn")
                        .toString())
                .contains("DeadLetters");
        assertThat(ALONE.all("AWS::Lambda::Function"))
                .hasSize(2)
                .allSatisfy((id, function) -> assertThat(function.at("/Properties/DeadLetterConfig/TargetArn")
                                .toString())
                        .contains("DeadLetters"));
    }

    @Test
    void failsWithoutASweeper() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CleanUpGuardProps.builder().build())
                .withMessageContaining("sweep");
    }

    private static JsonNode rule() {
        return ALONE.one("AWS::Events::Rule", "Ended").path("Properties");
    }

    private static StepFunction function(software.constructs.Construct scope, String id) {
        return new StepFunction(
                scope, id, StepFunctionProps.builder().handler("a.B::c").build());
    }
}
