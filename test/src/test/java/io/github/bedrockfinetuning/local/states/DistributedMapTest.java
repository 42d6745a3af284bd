package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static io.github.bedrockfinetuning.local.states.Simulation.types;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class DistributedMapTest {
    private static final String TASK =
            "{'T':{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:123456789012:function:f','End':true}}";
    private static final String READER = "'ItemReader':{'Resource':'arn:aws:states:::s3:getObject',"
            + "'ReaderConfig':{'InputType':'JSONL'},'Parameters':{'Bucket':'data',"
            + "'Key.$':\"States.Format('staged/{}/batches.jsonl', $.runId)\"}}";

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void readsItsItemsAndRunsAChildExecutionForEach() {
        simulation.items("{'n':1}", "{'n':2}");

        Execution execution = simulation.runState(
                map(READER + ",'ItemSelector':{'runId.$':'$.runId','batch.$':'$$.Map.Item.Value'}"), "{'runId':'r'}");

        assertThat(simulation.itemsRead).containsExactly("data/staged/r/batches.jsonl");
        assertThat(execution.output()).isEqualTo(json("[{'runId':'r','batch':{'n':1}},{'runId':'r','batch':{'n':2}}]"));
        assertThat(types(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "MapStateEntered",
                        "MapStateStarted",
                        "MapRunStarted",
                        "MapRunSucceeded",
                        "MapStateSucceeded",
                        "MapStateExited",
                        "ExecutionSucceeded");
        assertThat(execution.children()).hasSize(2);
        Execution child = execution.children().get(1);
        assertThat(child.mapRunArn()).startsWith("arn:aws:states:us-east-1:123456789012:mapRun:Machine/Answers:");
        assertThat(child.arn())
                .isEqualTo("arn:aws:states:us-east-1:123456789012:execution:Machine/Answers:" + child.name());
        assertThat(child.input()).isEqualTo(json("{'runId':'r','batch':{'n':2}}"));
        assertThat(child.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(types(child)).contains("LambdaFunctionSucceeded").startsWith("ExecutionStarted");
        assertThat(simulation.executions.find(child.arn())).contains(child);
        assertThat(simulation.executions.list(Simulation.MACHINE)).containsExactly(execution);
        assertThat(simulation.calls.get(1).execution()).isSameAs(child);
        assertThat(simulation.heard).contains("started child", "ended child SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"$.one|40", "$.two|20", "$.zero|10", "-|10"},
            nullValues = "-")
    void runsSoManyChildrenAtOnce(String path, int seconds) {
        simulation.items("1", "2", "3", "4");
        simulation.task("T", call -> {
            simulation.clock.sleep(Duration.ofSeconds(10));
            return call.input();
        });

        Execution execution = simulation.runState(
                map(READER + (path == null ? "" : ",'MaxConcurrencyPath':'" + path + "'")),
                "{'runId':'r','one':1,'two':2,'zero':0}");

        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(seconds);
    }

    @Test
    void failsWhereItsItemsCannotBeRead() {
        Execution execution = simulation.run(
                "{'StartAt':'S','States':{'S':"
                        + map(
                                READER
                                        + ",'Catch':[{'ErrorEquals':['States.ItemReaderFailed'],'Next':'C','ResultPath':'$.e'}]")
                        + ",'C':{'Type':'Succeed'}}}",
                "{'runId':'r'}");

        assertThat(execution.output().at("/e/Cause").asText()).isEqualTo("The specified key does not exist.");
    }

    @Test
    void failsWithTheFirstChildThatFails() {
        simulation.items("1", "2", "3");
        simulation.task("T", call -> {
            if (call.input().asInt() == 2) {
                throw new TaskFailed("Boom", null);
            }
            return call.input();
        });

        Execution execution =
                simulation.runState(map(READER + ",'MaxConcurrencyPath':'$.one'"), "{'runId':'r','one':1}");

        assertThat(execution.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(execution.children()).hasSize(2);
        assertThat(types(execution)).contains("MapRunFailed", "MapStateFailed");
    }

    @Test
    void abortsTheOtherChildrenOnceOneFailed() {
        simulation.items("1", "2");
        simulation.task("T", call -> {
            simulation.clock.sleep(Duration.ofSeconds(call.input().asInt() * 10));
            if (call.input().asInt() == 1) {
                throw new TaskFailed("Boom", null);
            }
            return call.input();
        });

        Execution execution = simulation.runState(map(READER), "{'runId':'r'}");

        assertThat(execution.children())
                .extracting(Execution::status)
                .containsExactly(Execution.Status.FAILED, Execution.Status.ABORTED);
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(10);
    }

    @Test
    void abortsItsChildrenWithTheExecution() {
        simulation.items("1", "2");
        simulation.task("T", call -> {
            simulation.clock.sleep(Duration.ofSeconds(100));
            return call.input();
        });
        Execution execution = simulation.start(Simulation.machine(map(READER)), "{'runId':'r'}");
        simulation.clock.after(Duration.ofSeconds(5), () -> execution.stop("User", "changed my mind"));

        simulation.clock.run();

        assertThat(execution.status()).isEqualTo(Execution.Status.ABORTED);
        assertThat(execution.children())
                .hasSize(2)
                .allSatisfy(child -> assertThat(child.status()).isEqualTo(Execution.Status.ABORTED));
        assertThat(types(execution)).endsWith("MapStateAborted", "ExecutionAborted");
    }

    @Test
    void failsWhereTheChildrensResultsAreTooLargeTogether() {
        simulation.items("1", "2", "3");
        simulation.task("T", call -> json("'" + "x".repeat(100_000) + "'"));

        Execution execution = simulation.runState(map(READER + ",'ResultPath':null"), "{'runId':'r'}");

        assertThat(execution.error()).isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void failsWhereTheInputOfAChildIsTooLarge() {
        simulation.items("1");

        Execution execution = simulation.runState(
                map(READER + ",'ItemSelector':{'a.$':'$.big','b.$':'$.big'}"),
                "{'runId':'r','big':'" + "x".repeat(150_000) + "'}");

        assertThat(execution.error()).isEqualTo("States.DataLimitExceeded");
        assertThat(execution.children()).isEmpty();
    }

    @Test
    void readsLinesOfJson() throws TaskFailed {
        assertThat(Items.read(bytes("{\"a\":1}\n\n{\"a\":2}"))).isEqualTo(List.of(json("{'a':1}"), json("{'a':2}")));
        Assertions.assertThatThrownBy(() -> Items.read(bytes("{\"a\":")))
                .isInstanceOfSatisfying(
                        TaskFailed.class, failed -> assertThat(failed.error()).isEqualTo("States.ItemReaderFailed"));
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String map(String fields) {
        return map(fields, TASK);
    }

    private static String map(String fields, String states) {
        return "{'Type':'Map','Label':'Answers'," + fields
                + ",'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'T','States':"
                + states + "},'End':true}";
    }
}
