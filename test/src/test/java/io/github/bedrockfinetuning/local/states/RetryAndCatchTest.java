package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class RetryAndCatchTest {
    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void retriesThreeTimesAfterOneTwoAndFourSecondsUnlessToldOtherwise() {
        fail("Boom");

        Execution execution = run("'Retry':[{'ErrorEquals':['Boom']}]");

        assertThat(simulation.callSeconds).containsExactly(0L, 1L, 3L, 7L);
        assertThat(execution.error()).isEqualTo("Boom");
        assertThat(execution.cause()).isEqualTo("because");
    }

    @Test
    void waitsByIntervalBackoffAndCap() {
        fail("Boom");

        run(
                "'Retry':[{'ErrorEquals':['Boom'],'IntervalSeconds':10,'BackoffRate':3,'MaxDelaySeconds':100,'MaxAttempts':4}]");

        assertThat(simulation.callSeconds).containsExactly(0L, 10L, 40L, 130L, 230L);
    }

    @Test
    void drawsEachWaitWithFullJitterFromTheSeed() {
        String retry = "'Retry':[{'ErrorEquals':['Boom'],'IntervalSeconds':1000,'BackoffRate':1,'MaxAttempts':20,"
                + "'JitterStrategy':'FULL'}]";
        fail("Boom");
        run(retry);

        List<Long> times = simulation.callSeconds;
        assertThat(times).hasSize(21).isSorted();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(0L, 1000L);
        }
        assertThat(times.get(20)).isBetween(5000L, 15000L);
        try (Simulation same = new Simulation(1)) {
            same.task("S", call -> {
                throw new TaskFailed("Boom", "because");
            });
            same.runState(task(retry), "{}");
            assertThat(same.callSeconds).isEqualTo(times);
        }
    }

    @Test
    void neverRetriesWithMaxAttemptsZero() {
        fail("Boom");

        Execution execution = run(
                "'Retry':[{'ErrorEquals':['Boom'],'MaxAttempts':0},{'ErrorEquals':['States.ALL'],'MaxAttempts':5}]");

        assertThat(simulation.calls).hasSize(1);
        assertThat(execution.error()).isEqualTo("Boom");
    }

    @Test
    void countsTheAttemptsOfEveryRetrierForItself() {
        String[] errors = {"A", "B", "A", "B", "B", "A"};
        simulation.task("S", call -> {
            throw new TaskFailed(errors[call.attempt() - 1], null);
        });

        Execution execution = run("'Retry':[{'ErrorEquals':['A'],'IntervalSeconds':5,'BackoffRate':2,'MaxAttempts':2},"
                + "{'ErrorEquals':['B'],'IntervalSeconds':100,'BackoffRate':1,'MaxAttempts':9}]");

        assertThat(simulation.callSeconds).containsExactly(0L, 5L, 105L, 115L, 215L, 315L);
        assertThat(execution.error()).isEqualTo("A");
    }

    @Test
    void takesTheFirstRetrierThatNamesTheError() {
        fail("Boom");

        run("'Retry':[{'ErrorEquals':['Other','Boom'],'IntervalSeconds':7,'MaxAttempts':1},"
                + "{'ErrorEquals':['States.ALL'],'IntervalSeconds':50,'MaxAttempts':3}]");

        assertThat(simulation.callSeconds).containsExactly(0L, 7L);
    }

    @Test
    void succeedsAfterARetry() {
        simulation.task("S", call -> {
            if (call.attempt() == 1) {
                throw new TaskFailed("Boom", null);
            }
            return json("'done'");
        });

        Execution execution =
                run("'Retry':[{'ErrorEquals':['Boom']}],'Catch':[{'ErrorEquals':['States.ALL'],'Next':'C'}]");

        assertThat(execution.output()).isEqualTo(json("'done'"));
        assertThat(simulation.heard)
                .contains("tried S 1 Boom", "tried S 2 null", "exited S 2 SUCCEEDED")
                .doesNotContain("entered C");
    }

    @Test
    void catchesOnlyAfterTheRetriesAreUsedUp() {
        fail("Boom");

        Execution execution = run("'Retry':[{'ErrorEquals':['Boom'],'MaxAttempts':2}],"
                + "'Catch':[{'ErrorEquals':['Boom'],'Next':'C','ResultPath':'$.error'}]");

        assertThat(simulation.calls).hasSize(3);
        assertThat(execution.output()).isEqualTo(json("{'in':1,'error':{'Error':'Boom','Cause':'because'}}"));
        assertThat(simulation.heard).contains("exited S 3 CAUGHT", "entered C");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "                       | {'Error':'Boom','Cause':'because'}",
                ",'ResultPath':null     | {'in':1}",
                ",'ResultPath':'$.in'   | {'in':{'Error':'Boom','Cause':'because'}}",
            })
    void putsTheCaughtErrorWhereTheCatcherSays(String resultPath, String output) {
        fail("Boom");

        Execution execution = run("'Catch':[{'ErrorEquals':['Other'],'Next':'D'},{'ErrorEquals':['Boom'],'Next':'C'"
                + (resultPath == null ? "" : resultPath) + "}]");

        assertThat(execution.output()).isEqualTo(json(output));
    }

    @ParameterizedTest
    @CsvSource({
        "Boom,                         States.ALL,        true",
        "Boom,                         States.TaskFailed, true",
        "Boom,                         boom,              false",
        "States.Timeout,               States.TaskFailed, false",
        "States.Timeout,               States.ALL,        true",
        "States.Timeout,               States.Timeout,    true",
        "States.DataLimitExceeded,     States.ALL,        false",
        "States.DataLimitExceeded,     States.TaskFailed, false",
        "States.DataLimitExceeded,     States.DataLimitExceeded, true",
        "States.Runtime,               States.ALL,        false",
        "States.Runtime,               States.Runtime,    false",
        "States.Runtime,               States.TaskFailed, false",
    })
    void matchesErrorNames(String error, String named, boolean caught) {
        fail(error);

        Execution execution = run("'Catch':[{'ErrorEquals':['" + named + "'],'Next':'C'}]");

        assertThat(execution.status() == Execution.Status.SUCCEEDED).isEqualTo(caught);
    }

    @Test
    void retriesWhereTheResultHasNoPlace() {
        Execution execution = run("'ResultPath':'$.in.v',"
                + "'Retry':[{'ErrorEquals':['States.ResultPathMatchFailure'],'MaxAttempts':1}],"
                + "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'C','ResultPath':null}]");

        assertThat(simulation.calls).hasSize(2);
        assertThat(execution.output()).isEqualTo(json("{'in':1}"));
    }

    @Test
    void startsCountingAnewInTheNextVisit() {
        int[] failures = {2};
        simulation.task("S", call -> {
            if (failures[0]-- > 0) {
                throw new TaskFailed("Boom", null);
            }
            failures[0] = 2;
            return json("{'rounds':'x" + call.input().path("rounds").asText() + "'}");
        });

        Execution execution = simulation.run(
                "{'StartAt':'S','States':{'S':"
                        + task("'Retry':[{'ErrorEquals':['Boom'],'MaxAttempts':2}]", "'Next':'Enough'")
                        + ",'Enough':{'Type':'Choice','Choices':[{'Variable':'$.rounds','StringEquals':'xxx','Next':'End'}],"
                        + "'Default':'S'},'End':{'Type':'Succeed'}}}",
                "{}");

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(simulation.calls).hasSize(9);
    }

    private void fail(String error) {
        simulation.task("S", call -> {
            throw new TaskFailed(error, "because");
        });
    }

    private Execution run(String fields) {
        boolean second = fields.contains("'D'");
        boolean caught = fields.contains("'C'");
        return simulation.run(
                "{'StartAt':'S','States':{'S':" + task(fields) + (caught ? ",'C':{'Type':'Succeed'}" : "")
                        + (second ? ",'D':{'Type':'Succeed'}" : "") + "}}",
                "{'in':1}");
    }

    private static String task(String fields) {
        return task(fields, "'End':true");
    }

    private static String task(String fields, String next) {
        return "{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:123456789012:function:f'," + fields + "," + next
                + "}";
    }
}
