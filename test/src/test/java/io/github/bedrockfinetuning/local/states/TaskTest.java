package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static io.github.bedrockfinetuning.local.states.Simulation.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskTest {
    private static final String CALLBACK =
            "{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken',"
                    + "'Parameters':{'FunctionName':'f','Payload':{'runId.$':'$.runId','taskToken.$':'$$.Task.Token'}},";

    private final Simulation simulation = new Simulation();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void timesOutWhileTheTaskFinishesLate() {
        simulation.task("S", call -> {
            simulation.clock.sleep(Duration.ofSeconds(100));
            log.add("finished at " + simulation.seconds());
            return json("'late'");
        });

        Execution execution = simulation.runState(function("'TimeoutSeconds':60"), "{}");

        assertThat(execution.error()).isEqualTo("States.Timeout");
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(60);
        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(log).containsExactly("finished at 100");
        assertThat(types(execution)).contains("LambdaFunctionTimedOut");
    }

    @Test
    void finishesInTimeAtItsLastMoment() {
        simulation.task("S", call -> {
            simulation.clock.sleep(Duration.ofMillis(59_999));
            return json("'in time'");
        });

        assertThat(simulation.runState(function("'TimeoutSeconds':60"), "{}").output())
                .isEqualTo(json("'in time'"));
    }

    @Test
    void retriesATimeOutWhileTheEarlierAttemptStillRuns() {
        simulation.task("S", call -> {
            log.add(call.attempt() + " begins at " + simulation.seconds());
            simulation.clock.sleep(Duration.ofSeconds(call.attempt() == 1 ? 100 : 5));
            log.add(call.attempt() + " ends at " + simulation.seconds());
            return json("" + call.attempt());
        });

        Execution execution = simulation.runState(
                function("'TimeoutSeconds':10,'Retry':[{'ErrorEquals':['States.Timeout'],'IntervalSeconds':2}]"), "{}");

        assertThat(execution.output()).isEqualTo(json("2"));
        assertThat(log).containsExactly("1 begins at 0", "2 begins at 12", "2 ends at 17", "1 ends at 100");
    }

    @Test
    void endsTheRunWithWhatATaskRunnerDiedOf() {
        simulation.task("S", call -> {
            throw new IllegalStateException("a bug in the runner");
        });

        assertThatThrownBy(() -> simulation.runState(function("'TimeoutSeconds':60"), "{}"))
                .hasMessageContaining("a bug in the runner");
    }

    @Test
    void waitsForItsTokenAndTakesWhatItIsSentBackWith() {
        simulation.task("S", call -> {
            assertThat(call.taskToken()).isNotEmpty();
            assertThat(call.input().at("/Payload/taskToken").asText()).isEqualTo(call.taskToken());
            simulation.clock.after(
                    Duration.ofDays(3),
                    () -> simulation.executions.sendTaskSuccess(call.taskToken(), json("{'status':'APPROVED'}")));
            return json("'ignored'");
        });

        Execution execution = simulation.runState(CALLBACK + "'TimeoutSeconds':604800,'End':true}", "{'runId':'r'}");

        assertThat(execution.output()).isEqualTo(json("{'status':'APPROVED'}"));
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(3 * 86_400);
        assertThat(types(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void failsAtOnceIfTheCallbackTaskCannotBeCalled() {
        simulation.task("S", call -> {
            throw new TaskFailed("Lambda.TooManyRequestsException", "Rate exceeded");
        });

        Execution execution = simulation.runState(CALLBACK + "'TimeoutSeconds':100,'End':true}", "{'runId':'r'}");

        assertThat(execution.error()).isEqualTo("Lambda.TooManyRequestsException");
        assertThat(simulation.seconds()).isZero();
    }

    @Test
    void timesOutWhereNobodyAnswers() {
        Execution execution = simulation.runState(CALLBACK + "'TimeoutSeconds':604800,'End':true}", "{'runId':'r'}");

        assertThat(execution.error()).isEqualTo("States.Timeout");
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(604_800);
    }

    @Test
    void handsOutATokenAnAttempt() {
        List<String> tokens = new ArrayList<>();
        simulation.task("S", call -> {
            tokens.add(call.taskToken());
            return null;
        });

        simulation.runState(
                CALLBACK + "'TimeoutSeconds':10,'Retry':[{'ErrorEquals':['States.ALL'],'MaxAttempts':2}],'End':true}",
                "{'runId':'r'}");

        assertThat(tokens).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void refusesTokensThatNobodyWaitsFor() {
        List<String> tokens = new ArrayList<>();
        simulation.task("S", call -> {
            tokens.add(call.taskToken());
            return null;
        });
        simulation.runState(CALLBACK + "'TimeoutSeconds':10,'End':true}", "{'runId':'r'}");
        Executions executions = simulation.executions;

        assertRefused("TaskTimedOut", () -> executions.sendTaskSuccess(tokens.get(0), json("1")));
        assertRefused("TaskDoesNotExist", () -> executions.sendTaskSuccess("AQCkmadeup", json("1")));
        assertRefused("InvalidToken", () -> executions.sendTaskSuccess("", json("1")));
        assertRefused("InvalidToken", () -> executions.sendTaskSuccess("x".repeat(2049), json("1")));
    }

    @Test
    void refusesASecondAnswerAndOneThatIsTooLarge() {
        simulation.task("S", call -> {
            String large = "\"" + "x".repeat(262_143) + "\"";
            assertRefused("InvalidOutput", () -> simulation.executions.sendTaskSuccess(call.taskToken(), json(large)));
            simulation.executions.sendTaskSuccess(call.taskToken(), json("1"));
            assertRefused("TaskTimedOut", () -> simulation.executions.sendTaskSuccess(call.taskToken(), json("2")));
            return null;
        });

        Execution execution = simulation.runState(CALLBACK + "'TimeoutSeconds':10,'End':true}", "{'runId':'r'}");

        assertThat(execution.output()).isEqualTo(json("1"));
    }

    private static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        StatesException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static String function(String fields) {
        return "{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:123456789012:function:f'," + fields
                + ",'End':true}";
    }
}
