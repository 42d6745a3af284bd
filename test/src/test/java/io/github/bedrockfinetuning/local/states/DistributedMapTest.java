package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static io.github.bedrockfinetuning.local.states.Simulation.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
                map(
                        READER
                                + ",'ItemSelector':{'runId.$':'$.runId','batch.$':'$$.Map.Item.Value','i.$':'$$.Map.Item.Index'}"),
                "{'runId':'r'}");

        assertThat(simulation.itemReaders)
                .containsExactly(
                        json("{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{'InputType':'JSONL'},"
                                + "'Parameters':{'Bucket':'data','Key':'staged/r/batches.jsonl'}}"));
        assertThat(execution.output())
                .isEqualTo(json("[{'runId':'r','batch':{'n':1},'i':0},{'runId':'r','batch':{'n':2},'i':1}]"));
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
        assertThat(child.input()).isEqualTo(json("{'runId':'r','batch':{'n':2},'i':1}"));
        assertThat(child.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(types(child)).contains("LambdaFunctionSucceeded").startsWith("ExecutionStarted");
        assertThat(simulation.executions.find(child.arn())).contains(child);
        assertThat(simulation.executions.list(Simulation.MACHINE)).containsExactly(execution);
        assertThat(simulation.calls.get(1).execution()).isSameAs(child);
        assertThat(simulation.heard).contains("started child", "ended child SUCCEEDED");
    }

    @Test
    void givesChildrenAContextOfTheirOwn() {
        simulation.items("5");

        Execution execution = simulation.runState(
                map(
                        READER,
                        "{'T':{'Type':'Pass','Parameters':{'in.$':'$$.Execution.Input','name.$':'$$.Execution.Name'},'End':true}}"),
                "{'runId':'r'}");

        Execution child = execution.children().get(0);
        assertThat(execution.output().get(0)).isEqualTo(json("{'in':5,'name':'" + child.name() + "'}"));
    }

    @Test
    void takesItemsFromItsInputToo() {
        Execution execution = simulation.runState(map("'ItemsPath':'$.all'"), "{'all':[1,2]}");

        assertThat(execution.output()).isEqualTo(json("[1,2]"));
        assertThat(execution.children()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'MaxConcurrency':1|40", "'MaxConcurrencyPath':'$.concurrency'|20", "'MaxConcurrency':0|10"})
    void runsSoManyChildrenAtOnce(String concurrency, int seconds) {
        simulation.items("1", "2", "3", "4");
        simulation.task("T", call -> {
            simulation.clock.sleep(Duration.ofSeconds(10));
            return call.input();
        });

        Execution execution = simulation.runState(map(READER + "," + concurrency), "{'runId':'r','concurrency':2}");

        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(seconds);
    }

    @Test
    void readsNoMoreThanMaxItems() {
        simulation.items("1", "2", "3");

        Execution execution = simulation.runState(
                map(READER.replace("'JSONL'", "'JSONL','MaxItemsPath':'$.most'")), "{'runId':'r','most':2}");

        assertThat(execution.output()).isEqualTo(json("[1,2]"));
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Comment':'none is tolerated'             | 1 | false",
                "'ToleratedFailureCount':2                 | 2 | true",
                "'ToleratedFailureCount':2                 | 3 | false",
                "'ToleratedFailureCountPath':'$.count'     | 1 | true",
                "'ToleratedFailurePercentage':30           | 3 | true",
                "'ToleratedFailurePercentage':30           | 4 | false",
                "'ToleratedFailurePercentagePath':'$.pct'  | 5 | true",
                "'ToleratedFailurePercentage':100          | 10 | true",
                "'ToleratedFailureCount':1,'ToleratedFailurePercentage':100 | 2 | false",
            })
    void toleratesSoManyFailures(String tolerance, int failing, boolean tolerated) {
        simulation.items("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        simulation.task("T", call -> {
            if (call.input().asInt() <= failing) {
                throw new TaskFailed("Boom", null);
            }
            return call.input();
        });

        Execution execution = simulation.runState(
                map(READER + ",'MaxConcurrency':1," + tolerance), "{'runId':'r','count':1,'pct':50}");

        if (tolerated) {
            assertThat(execution.output()).hasSize(10 - failing);
        } else {
            assertThat(execution.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
            assertThat(execution.children()).hasSize(failing);
            assertThat(types(execution)).contains("MapRunFailed", "MapStateFailed");
        }
    }

    @Test
    void abortsTheOtherChildrenOnceTooManyFailed() {
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
    void givesAnExpressChildFiveMinutes() {
        simulation.items("1");
        simulation.task("T", call -> {
            simulation.clock.sleep(Duration.ofMinutes(6));
            return call.input();
        });

        Execution execution = simulation.runState(map(READER).replace("'STANDARD'", "'EXPRESS'"), "{'runId':'r'}");

        assertThat(execution.children().get(0).status()).isEqualTo(Execution.Status.TIMED_OUT);
        assertThat(execution.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    }

    @Test
    void batchesItems() {
        Execution execution = simulation.runState(
                map("'ItemsPath':'$.all','ItemBatcher':{'MaxItemsPerBatch':2,'BatchInput':{'run.$':'$.runId'}}"),
                "{'runId':'r','all':[1,2,3]}");

        assertThat(execution.output())
                .isEqualTo(json("[{'BatchInput':{'run':'r'},'Items':[1,2]},{'BatchInput':{'run':'r'},'Items':[3]}]"));
    }

    @Test
    void batchesItemsBySize() {
        Execution execution = simulation.runState(
                map("'ItemsPath':'$.all','ItemBatcher':{'MaxInputBytesPerBatchPath':'$.most'}"),
                "{'most':27,'all':['aaaa','bbbb','cccc','dddd']}");

        assertThat(execution.output()).isEqualTo(json("[{'Items':['aaaa','bbbb']},{'Items':['cccc','dddd']}]"));
        assertThat(execution.output().get(0).toString()).hasSize(25);
    }

    @Test
    void countsEveryItemOfAFailedBatch() {
        simulation.task("T", call -> {
            throw new TaskFailed("Boom", null);
        });

        Execution execution =
                simulation.runState(map("'ItemBatcher':{'MaxItemsPerBatch':3},'ToleratedFailureCount':2"), "[1,2,3]");

        assertThat(execution.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    }

    @Test
    void writesResultsAndAManifest() {
        simulation.items("1", "2");
        simulation.task("T", call -> {
            if (call.input().asInt() == 2) {
                throw new TaskFailed("Boom", "because");
            }
            return json("'one'");
        });

        Execution execution = simulation.runState(
                map(READER + ",'ToleratedFailureCount':1,'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject',"
                        + "'Parameters':{'Bucket':'results','Prefix.$':'$.runId'}}"),
                "{'runId':'r'}");

        String mapRunArn = execution.output().get("MapRunArn").asText();
        String folder = "r/" + mapRunArn.substring(mapRunArn.lastIndexOf(':') + 1) + "/";
        assertThat(execution.output().get("ResultWriterDetails"))
                .isEqualTo(json("{'Bucket':'results','Key':'" + folder + "manifest.json'}"));
        assertThat(simulation.written)
                .containsOnlyKeys(
                        "s3://results/" + folder + "FAILED_0.json",
                        "s3://results/" + folder + "SUCCEEDED_0.json",
                        "s3://results/" + folder + "manifest.json");
        JsonNode failed = written(folder + "FAILED_0.json").get(0);
        assertThat(failed.get("Status").asText()).isEqualTo("FAILED");
        assertThat(failed.get("Error").asText()).isEqualTo("Boom");
        assertThat(written(folder + "SUCCEEDED_0.json").get(0).get("Output").asText())
                .isEqualTo("\"one\"");
        JsonNode manifest = written(folder + "manifest.json");
        assertThat(manifest.at("/ResultFiles/SUCCEEDED/0/Key").asText()).isEqualTo(folder + "SUCCEEDED_0.json");
        assertThat(manifest.at("/ResultFiles/PENDING")).isEmpty();
    }

    @Test
    void failsWhereTheChildrensResultsAreTooLargeTogether() {
        simulation.items("1", "2", "3");
        simulation.task("T", call -> json("'" + "x".repeat(100_000) + "'"));

        Execution execution = simulation.runState(map(READER + ",'ResultPath':null"), "{'runId':'r'}");

        assertThat(execution.error()).isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void readsJsonAndJsonLines() throws TaskFailed {
        assertThat(Items.read(bytes("{\"a\":1}\n\n{\"a\":2}"), json("{'InputType':'JSONL'}")))
                .isEqualTo(List.of(json("{'a':1}"), json("{'a':2}")));
        assertThat(Items.read(bytes("[1,2]"), json("{'InputType':'JSON'}"))).isEqualTo(List.of(json("1"), json("2")));
        Assertions.assertThatThrownBy(() -> Items.read(bytes("{\"a\":"), json("{'InputType':'JSONL'}")))
                .isInstanceOfSatisfying(
                        TaskFailed.class, failed -> assertThat(failed.error()).isEqualTo("States.ItemReaderFailed"));
        Assertions.assertThatThrownBy(() -> Items.read(bytes("{\"a\":1}"), json("{'InputType':'JSON'}")))
                .hasMessageContaining("not a JSON array");
    }

    private JsonNode written(String key) {
        return json(new String(simulation.written.get("s3://results/" + key), StandardCharsets.UTF_8));
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
