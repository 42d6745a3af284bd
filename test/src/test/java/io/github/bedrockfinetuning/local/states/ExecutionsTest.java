package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.MACHINE;
import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static io.github.bedrockfinetuning.local.states.Simulation.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExecutionsTest {
    private static final String TASK =
            "{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:123456789012:function:f','TimeoutSeconds':50,'End':true}";
    private static final StateMachine WAITS =
            StateMachine.parse(json("{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':100,'End':true}}}"));

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void namesAnExecution() {
        Execution execution = simulation.executions.start(WAITS, MACHINE, "mine", json("{'a':1}"));
        simulation.clock.run();

        assertThat(execution.arn()).isEqualTo("arn:aws:states:us-east-1:123456789012:execution:Machine:mine");
        assertThat(execution.name()).isEqualTo("mine");
        assertThat(execution.machineArn()).isEqualTo(MACHINE);
        assertThat(execution.startDate()).isEqualTo(Simulation.START);
        assertThat(execution.stopDate()).isEqualTo(Simulation.START.plusSeconds(100));
        assertThat(simulation.executions.find(execution.arn())).contains(execution);
        assertThat(simulation.executions.find("arn:aws:states:us-east-1:123456789012:execution:Machine:other"))
                .isEmpty();
    }

    @Test
    void makesANameUp() {
        assertThat(simulation.executions.start(WAITS, MACHINE, null, json("{}")).name())
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void givesTheSameExecutionForTheSameNameAndInputWhileItRuns() {
        Execution first = simulation.executions.start(WAITS, MACHINE, "mine", json("{'a':1}"));
        assertThat(simulation.executions.start(WAITS, MACHINE, "mine", json("{'a':1}")))
                .isSameAs(first);
        assertRefused(
                "ExecutionAlreadyExists", () -> simulation.executions.start(WAITS, MACHINE, "mine", json("{'a':2}")));

        simulation.clock.run();

        assertRefused(
                "ExecutionAlreadyExists", () -> simulation.executions.start(WAITS, MACHINE, "mine", json("{'a':1}")));
        assertThat(simulation.executions.start(WAITS, MACHINE + "2", "mine", json("{'a':1}")))
                .isNotSameAs(first);
        assertThat(simulation.executions.list(MACHINE)).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a/b",
                "a:b",
                "a<b",
                "a{b",
                "a*",
                "a?",
                "a\"b",
                "a#b",
                "a%b",
                "a\\b",
                "a^b",
                "a|b",
                "a~b",
                "a`b",
                "a$b",
                "a&b",
                "a,b",
                "a;b",
                "a\u0007b",
                "a\u0085b",
                "a[b]"
            })
    void refusesNames(String name) {
        assertRefused("InvalidName", () -> simulation.executions.start(WAITS, MACHINE, name, json("{}")));
    }

    @Test
    void allowsNamesOfEightyCharacters() {
        assertThat(simulation
                        .executions
                        .start(WAITS, MACHINE, "é.-_=@'()!+".repeat(7) + "abc", json("{}"))
                        .name())
                .hasSize(80);
        assertRefused("InvalidName", () -> simulation.executions.start(WAITS, MACHINE, "a".repeat(81), json("{}")));
    }

    @Test
    void refusesWhatIsNoMachine() {
        assertRefused("InvalidArn", () -> simulation.executions.start(WAITS, "Machine", "mine", json("{}")));
    }

    @Test
    void refusesAnInputOfMoreThan256KiB() {
        assertRefused(
                "InvalidExecutionInput",
                () -> simulation.executions.start(WAITS, MACHINE, "mine", json(text(262_145))));
        assertThat(simulation.executions.start(WAITS, MACHINE, "mine", json(text(262_144))))
                .isNotNull();
    }

    @Test
    void failsATaskThatGivesBackMoreThan256KiB() {
        simulation.task("S", call -> json(text(262_144)));
        assertThat(simulation.runState(TASK, "{}").status()).isEqualTo(Execution.Status.SUCCEEDED);

        simulation.task("S", call -> json(text(262_145)));
        Execution execution = simulation.runState(TASK, "{}");
        assertThat(execution.error()).isEqualTo("States.DataLimitExceeded");
        assertThat(execution.cause()).contains("'S' returned a result with a size exceeding");
    }

    @Test
    void measuresBytesAndNotCharacters() {
        simulation.task("S", call -> json("\"" + "é".repeat(131_072) + "\""));

        assertThat(simulation.runState(TASK, "{}").error()).isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void failsParametersOrAResultPathThatMakeMoreThan256KiB() {
        simulation.task("S", call -> json(text(200_000)));
        String input = "{'big':" + text(100_000) + "}";

        assertThat(simulation
                        .runState(TASK.replace("'End'", "'ResultPath':'$.r','End'"), input)
                        .error())
                .isEqualTo("States.DataLimitExceeded");
        assertThat(simulation
                        .runState(TASK.replace("'End'", "'Parameters':{'a.$':'$','b.$':'$','c.$':'$'},'End'"), input)
                        .error())
                .isEqualTo("States.DataLimitExceeded");
        assertThat(simulation.calls).hasSize(1);
    }

    @Test
    void abortsAtOnceWhileATaskFinishesLate() {
        List<Long> ended = new ArrayList<>();
        simulation.task("S", call -> {
            simulation.clock.sleep(Duration.ofSeconds(40));
            ended.add(simulation.seconds());
            return call.input();
        });
        Execution execution = simulation.start(Simulation.machine(TASK), "{}");
        simulation.clock.after(Duration.ofSeconds(10), () -> execution.stop("User", "enough"));

        simulation.clock.run();

        assertThat(execution.status()).isEqualTo(Execution.Status.ABORTED);
        assertThat(execution.error()).isEqualTo("User");
        assertThat(execution.cause()).isEqualTo("enough");
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(10);
        assertThat(ended).containsExactly(40L);
        assertThat(types(execution)).endsWith("TaskStateAborted", "ExecutionAborted");
        assertThat(simulation.heard).containsSubsequence("exited S 1 ABORTED", "ended execution ABORTED");
        assertThat(simulation.heard).doesNotContain("tried S 1 null");
    }

    @Test
    void leavesAnEndedExecutionAsItIs() {
        Execution execution = simulation.runState(TASK, "{}");
        execution.stop("User", "too late");

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(execution.error()).isNull();
    }

    @Test
    void canBeStoppedByItsOwnTask() {
        simulation.task("S", call -> {
            call.execution().stop(null, null);
            return call.input();
        });

        Execution execution = simulation.runState(TASK, "{}");

        assertThat(execution.status()).isEqualTo(Execution.Status.ABORTED);
        assertThat(types(execution)).doesNotContain("LambdaFunctionSucceeded");
    }

    @Test
    void canBeStoppedByItsListenerOnTheWayIntoAState() {
        Listener stops = new Listener() {
            @Override
            public void stateEntered(Execution execution, String state, com.fasterxml.jackson.databind.JsonNode input) {
                execution.stop("User", null);
            }
        };
        List<String> called = new ArrayList<>();
        try (VirtualClock clock = new VirtualClock(Simulation.START)) {
            Executions executions = new Executions(
                    clock,
                    call -> {
                        called.add(call.state());
                        return call.input();
                    },
                    (machine, bucket, key) -> List.of(),
                    stops);
            Execution execution =
                    executions.start(StateMachine.parse(json(Simulation.machine(TASK))), MACHINE, "mine", json("{}"));
            clock.run();

            assertThat(execution.status()).isEqualTo(Execution.Status.ABORTED);
        }
        assertThat(called).isEmpty();
    }

    @Test
    void timesOutAsTheMachineSaysWhateverIsCaught() {
        Execution execution = simulation.run(
                "{'TimeoutSeconds':30,'StartAt':'S','States':{'S':"
                        + TASK.replace("'End'", "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'C'}],'End'")
                                .replace("50", "40")
                        + ",'C':{'Type':'Wait','Seconds':100,'End':true}}}",
                "{}");
        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);

        simulation.task("S", call -> {
            simulation.clock.sleep(Duration.ofSeconds(35));
            return call.input();
        });
        Execution slow = simulation.run(
                "{'TimeoutSeconds':30,'StartAt':'S','States':{'S':"
                        + TASK.replace("'End'", "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'C'}],'End'")
                        + ",'C':{'Type':'Wait','Seconds':100,'End':true}}}",
                "{}");

        assertThat(slow.status()).isEqualTo(Execution.Status.TIMED_OUT);
        assertThat(slow.error()).isEqualTo("States.Timeout");
        assertThat(Duration.between(slow.startDate(), slow.stopDate())).hasSeconds(30);
        assertThat(types(slow)).endsWith("TaskStateAborted", "ExecutionTimedOut");
    }

    @Test
    void timesOutAfterAYear() {
        Execution execution =
                simulation.run("{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':40000000,'End':true}}}", "{}");

        assertThat(execution.status()).isEqualTo(Execution.Status.TIMED_OUT);
        assertThat(Duration.between(execution.startDate(), execution.stopDate()))
                .isEqualTo(Duration.ofDays(365));
    }

    @Test
    void failsAtTheLimitOfItsHistory() {
        Execution execution = simulation.run(
                "{'StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'},"
                        + "'B':{'Type':'Choice','Choices':[{'Variable':'$.stop','IsPresent':true,'Next':'C'}],'Default':'A'},"
                        + "'C':{'Type':'Succeed'}}}",
                "{}");

        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(execution.cause()).contains("maximum number of history events (25000)");
        assertThat(execution.history()).hasSize(25_000);
        assertThat(types(execution)).endsWith("ExecutionFailed");
    }

    @Test
    void neverPassesTheLimitOfItsHistoryInBranches() {
        String loop = "{'StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'},"
                + "'B':{'Type':'Choice','Choices':[{'Variable':'$.stop','IsPresent':true,'Next':'C'}],'Default':'A'},"
                + "'C':{'Type':'Succeed'}}}";
        Execution execution = simulation.runState(
                "{'Type':'Parallel','Branches':[" + loop
                        + ",{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':9,'End':true}}}],"
                        + "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'S'}],'End':true}",
                "{}");

        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(execution.history()).hasSize(25_000);
    }

    @Test
    void numbersItsEvents() {
        Execution execution = simulation.run(
                "{'StartAt':'S','States':{'S':" + TASK.replace("'End':true", "'Next':'W'")
                        + ",'W':{'Type':'Wait','Seconds':1,'Next':'P'},'P':{'Type':'Pass','Next':'Z'},'Z':{'Type':'Succeed'}}}",
                "{'a':1}");

        assertThat(types(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionStarted",
                        "LambdaFunctionSucceeded",
                        "TaskStateExited",
                        "WaitStateEntered",
                        "WaitStateExited",
                        "PassStateEntered",
                        "PassStateExited",
                        "SucceedStateEntered",
                        "SucceedStateExited",
                        "ExecutionSucceeded");
        for (int i = 0; i < execution.history().size(); i++) {
            HistoryEvent event = execution.history().get(i);
            assertThat(event.id()).isEqualTo(i + 1);
            assertThat(event.previousId()).isEqualTo(i);
        }
        assertThat(execution.history().get(2).details())
                .isEqualTo(json("{'resource':'arn:aws:lambda:us-east-1:123456789012:function:f','input':{'a':1},"
                        + "'timeoutInSeconds':50}"));
        assertThat(execution.history().get(7).timestamp()).isEqualTo(Simulation.START.plusSeconds(1));
        assertThat(execution.history().get(12).details()).isEqualTo(json("{'output':{'a':1}}"));
    }

    @Test
    void isTheSameInEveryRunOfASeed() {
        assertThat(outcome(3)).isEqualTo(outcome(3)).isNotEqualTo(outcome(4));
    }

    private static String outcome(long seed) {
        try (Simulation simulation = new Simulation(seed)) {
            simulation.task("S", call -> {
                throw new TaskFailed("Boom", null);
            });
            Execution execution = simulation.runState(
                    TASK.replace(
                            "'End'",
                            "'Retry':[{'ErrorEquals':['Boom'],'JitterStrategy':'FULL','IntervalSeconds':100}],'End'"),
                    "{}");
            return execution.history().toString();
        }
    }

    private static String text(int bytes) {
        return "\"" + "x".repeat(bytes - 2) + "\"";
    }

    private static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        StatesException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
