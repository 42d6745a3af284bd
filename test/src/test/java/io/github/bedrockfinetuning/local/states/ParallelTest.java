package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static io.github.bedrockfinetuning.local.states.Simulation.types;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParallelTest {
    private final Simulation simulation = new Simulation();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void runsBranchesAtTheSameTimeAndKeepsTheirOrder() {
        slow("A", 10);
        slow("B", 5);

        Execution execution = simulation.runState(parallel(task("A"), task("B"), "'OutputPath':'$[0]'"), "{'in':1}");

        assertThat(log).containsExactly("A 0", "B 0", "B ended 5", "A ended 10");
        assertThat(execution.output()).isEqualTo(json("'A'"));
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(10);
    }

    @Test
    void givesEveryBranchWhatParametersMake() {
        Execution execution = simulation.runState(
                parallel(
                        task("A"),
                        pass("B", "'Parameters':{'b.$':'$.x'}"),
                        "'Parameters':{'x.$':'$.in'},'ResultPath':'$.both'"),
                "{'in':1}");

        assertThat(execution.output()).isEqualTo(json("{'in':1,'both':[{'x':1},{'b':1}]}"));
    }

    @Test
    void stopsTheSiblingsOfABranchThatFailsWhileTheirTasksFinishLate() {
        slow("A", 100);
        simulation.task("B", call -> {
            simulation.clock.sleep(Duration.ofSeconds(5));
            throw new TaskFailed("Boom", "because");
        });
        String siblingsGoOn =
                "{'StartAt':'A','States':{'A':" + state("'Next':'After'") + ",'After':" + state("'End':true") + "}}";

        Execution execution = simulation.runState(parallel(siblingsGoOn, task("B"), "'ResultPath':null"), "{}");

        assertThat(execution.error()).isEqualTo("Boom");
        assertThat(execution.cause()).isEqualTo("because");
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(5);
        assertThat(log).containsExactly("A 0", "A ended 100");
        assertThat(simulation.heard)
                .contains("exited A 1 ABORTED", "exited S 1 FAILED")
                .doesNotContain("entered After");
        assertThat(types(execution))
                .contains("TaskStateAborted", "ParallelStateFailed")
                .endsWith("ExecutionFailed");
    }

    @Test
    void stopsSiblingsThatWait() {
        simulation.task("B", call -> {
            throw new TaskFailed("Boom", null);
        });
        String waits = "{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':1000,'End':true}}}";

        Execution execution = simulation.runState(parallel(waits, task("B"), "'ResultPath':null"), "{}");

        assertThat(types(execution)).contains("WaitStateAborted");
        assertThat(simulation.seconds()).isZero();
    }

    @Test
    void retriesAllBranchesAnew() {
        int[] runs = {0};
        simulation.task("B", call -> {
            if (runs[0]++ < 2) {
                throw new TaskFailed("Boom", null);
            }
            return json("'b'");
        });

        Execution execution = simulation.runState(
                parallel(task("A"), task("B"), "'Retry':[{'ErrorEquals':['Boom']}],'OutputPath':'$[1]'"), "{}");

        assertThat(execution.output()).isEqualTo(json("'b'"));
        assertThat(simulation.callSeconds).containsExactly(0L, 0L, 1L, 1L, 3L, 3L);
        assertThat(simulation.heard).contains("exited S 3 SUCCEEDED");
    }

    @Test
    void catchesWhatABranchDidNot() {
        simulation.task("B", call -> {
            throw new TaskFailed("Boom", "because");
        });

        Execution execution = simulation.run(
                "{'StartAt':'S','States':{'S':"
                        + parallel(
                                task("A"),
                                task("B"),
                                "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'C','ResultPath':'$.error'}]")
                        + ",'C':{'Type':'Succeed'}}}",
                "{'in':1}");

        assertThat(execution.output()).isEqualTo(json("{'in':1,'error':{'Error':'Boom','Cause':'because'}}"));
    }

    @Test
    void endsAtAFailStateInABranch() {
        Execution execution = simulation.runState(
                parallel(
                        task("A"),
                        "{'StartAt':'F','States':{'F':{'Type':'Fail','Error':'Stop'}}}",
                        "'ResultPath':null"),
                "{}");

        assertThat(execution.error()).isEqualTo("Stop");
    }

    @Test
    void stopsBranchesWithinBranches() {
        slow("A", 50);
        simulation.task("B", call -> {
            simulation.clock.sleep(Duration.ofSeconds(3));
            throw new TaskFailed("Boom", null);
        });
        String inner = "{'StartAt':'I','States':{'I':"
                + parallel(task("A"), pass("P", "'Result':1"), "'ResultPath':null")
                        .replace("'S'", "'I'") + "}}";

        Execution execution = simulation.runState(parallel(inner, task("B"), "'ResultPath':null"), "{}");

        assertThat(types(execution))
                .containsSubsequence("TaskStateAborted", "ParallelStateAborted", "ParallelStateFailed");
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(3);
    }

    private void slow(String state, int seconds) {
        simulation.task(state, call -> {
            log.add(state + " " + simulation.seconds());
            simulation.clock.sleep(Duration.ofSeconds(seconds));
            log.add(state + " ended " + simulation.seconds());
            return json("'" + state + "'");
        });
    }

    private static String parallel(String first, String second, String fields) {
        return "{'Type':'Parallel','Branches':[" + first + "," + second + "]," + fields + ",'End':true}";
    }

    private static String task(String name) {
        return "{'StartAt':'" + name + "','States':{'" + name + "':" + state("'End':true") + "}}";
    }

    private static String pass(String name, String fields) {
        return "{'StartAt':'" + name + "','States':{'" + name + "':{'Type':'Pass'," + fields + ",'End':true}}}";
    }

    private static String state(String next) {
        return "{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:123456789012:function:f'," + next + "}";
    }
}
