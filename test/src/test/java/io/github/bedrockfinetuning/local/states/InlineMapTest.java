package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static io.github.bedrockfinetuning.local.states.Simulation.types;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class InlineMapTest {
    private static final String TASK =
            "{'T':{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:123456789012:function:f','End':true}}";

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void runsAnIterationAnItemAndKeepsTheirOrder() {
        simulation.task("T", call -> {
            simulation.clock.sleep(Duration.ofSeconds(10 - call.input().asInt()));
            return json("" + call.input().asInt() * 10);
        });

        Execution execution = simulation.runState(map("'ItemsPath':'$.all'", TASK), "{'all':[1,2,3]}");

        assertThat(execution.output()).isEqualTo(json("[10,20,30]"));
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(9);
        assertThat(types(execution))
                .containsSubsequence(
                        "MapStateEntered",
                        "MapStateStarted",
                        "MapIterationStarted",
                        "MapIterationSucceeded",
                        "MapStateSucceeded",
                        "MapStateExited");
    }

    @Test
    void selectsWhatAnItemBecomes() {
        Execution execution = simulation.runState(
                map(
                        "'InputPath':'$.in','ItemsPath':'$.all','ItemSelector':{'i.$':'$$.Map.Item.Index',"
                                + "'v.$':'$$.Map.Item.Value.x','common.$':'$.c'},'ResultPath':'$.out'",
                        TASK),
                "{'in':{'all':[{'x':'a'},{'x':'b'}],'c':7}}");

        assertThat(execution.output().get("out"))
                .isEqualTo(json("[{'i':0,'v':'a','common':7},{'i':1,'v':'b','common':7}]"));
    }

    @Test
    void showsTheItemInsideTheIteration() {
        Execution execution = simulation.runState(
                map("'ItemSelector':{}", "{'T':{'Type':'Pass','Parameters':{'v.$':'$$.Map.Item.Value'},'End':true}}"),
                "['a','b']");

        assertThat(execution.output()).isEqualTo(json("[{'v':'a'},{'v':'b'}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'MaxConcurrency':1|40",
                "'MaxConcurrency':3|20",
                "'MaxConcurrency':0|10",
                "'MaxConcurrencyPath':'$.n'|20"
            })
    void runsSoManyAtOnce(String concurrency, int seconds) {
        simulation.task("T", call -> {
            simulation.clock.sleep(Duration.ofSeconds(10));
            return call.input();
        });

        Execution execution =
                simulation.runState(map(concurrency + ",'ItemsPath':'$.all'", TASK), "{'n':2,'all':[1,2,3,4]}");

        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(seconds);
    }

    @Test
    void runsFortyAtOnceAtMost() {
        simulation.task("T", call -> {
            simulation.clock.sleep(Duration.ofSeconds(10));
            return call.input();
        });

        Execution execution =
                simulation.runState(map("'Comment':'no limit of its own'", TASK), "[" + "1,".repeat(40) + "1]");

        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(20);
    }

    @Test
    void hasNothingToDoWithoutItems() {
        assertThat(simulation.runState(map("'Comment':''", TASK), "[]").output())
                .isEqualTo(json("[]"));
    }

    @Test
    void failsWithTheFirstIterationThatFailsAndStopsTheOthers() {
        simulation.task("T", call -> {
            simulation.clock.sleep(Duration.ofSeconds(call.input().asInt()));
            if (call.input().asInt() == 2) {
                throw new TaskFailed("Boom", "because");
            }
            return call.input();
        });

        Execution execution = simulation.runState(map("'MaxConcurrency':3", TASK), "[1,2,9,4,5]");

        assertThat(execution.error()).isEqualTo("Boom");
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(2);
        assertThat(simulation.calls).hasSize(4);
        assertThat(types(execution)).contains("MapIterationFailed", "MapIterationAborted", "MapStateFailed");
    }

    @Test
    void retriesTheWholeMap() {
        simulation.task("T", call -> {
            if (simulation.calls.size() < 4) {
                throw new TaskFailed("Boom", null);
            }
            return call.input();
        });

        Execution execution =
                simulation.runState(map("'MaxConcurrency':1,'Retry':[{'ErrorEquals':['Boom']}]", TASK), "[1,2]");

        assertThat(execution.output()).isEqualTo(json("[1,2]"));
        assertThat(simulation.calls).hasSize(5);
    }

    @Test
    void endsTheExecutionWhereThereIsNoArray() {
        Execution execution = simulation.runState(map("'ItemsPath':'$.all'", TASK), "{'all':{'a':1}}");

        assertThat(execution.error()).isEqualTo("States.Runtime");
        assertThat(execution.cause()).contains("must point to array");
    }

    private static String map(String fields, String states) {
        return "{'Type':'Map'," + fields
                + ",'ItemProcessor':{'ProcessorConfig':{'Mode':'INLINE'},'StartAt':'T','States':" + states
                + "},'End':true}";
    }
}
