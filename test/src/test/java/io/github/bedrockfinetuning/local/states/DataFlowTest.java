package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes into a state, what it sees, and what comes out. */
@Timeout(30)
class DataFlowTest {
    private static final String FUNCTION = "'Resource':'arn:aws:lambda:us-east-1:123456789012:function:f:1'";

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void passesAWholeDocumentThroughATask() {
        Execution execution =
                simulation.runState("{'Type':'Task'," + FUNCTION + ",'End':true}", "{'runId':'r','n':[1]}");

        assertThat(execution.output()).isEqualTo(json("{'runId':'r','n':[1]}"));
        assertThat(simulation.calls).hasSize(1);
        assertThat(simulation.calls.get(0).resource()).isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:f:1");
        assertThat(simulation.calls.get(0).taskToken()).isNull();
    }

    @Test
    void appliesInputPathParametersResultSelectorResultPathAndOutputPathInThisOrder() {
        simulation.task("S", call -> json("{'score':7,'noise':true}"));

        Execution execution = simulation.runState(
                "{'Type':'Task'," + FUNCTION
                        + ",'InputPath':'$.in','Parameters':{'x.$':'$.a','fixed':{'y':[1,{'z.$':'$.b'}]}},"
                        + "'ResultSelector':{'s.$':'$.score'},'ResultPath':'$.in.result','OutputPath':'$.in','End':true}",
                "{'in':{'a':1,'b':2},'kept':true}");

        assertThat(simulation.calls.get(0).input()).isEqualTo(json("{'x':1,'fixed':{'y':[1,{'z':2}]}}"));
        assertThat(execution.output()).isEqualTo(json("{'a':1,'b':2,'result':{'s':7}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'InputPath':null                    | {}",
                "'OutputPath':null                   | {}",
                "'ResultPath':null,'Result':9        | {'a':{'b':1},'list':[1,2]}",
                "'Result':9                          | 9",
                "'Result':9,'ResultPath':'$.a.b'     | {'a':{'b':9},'list':[1,2]}",
                "'Result':9,'ResultPath':'$.n.e.w'   | {'a':{'b':1},'list':[1,2],'n':{'e':{'w':9}}}",
                "'Result':9,'ResultPath':'$.list[1]' | {'a':{'b':1},'list':[1,9]}",
                "'Result':9,'ResultPath':\"$['a']\"  | {'a':9,'list':[1,2]}",
                "'InputPath':'$.a.b'                 | 1",
                "'InputPath':'$.list[*]'             | [1,2]",
                "'InputPath':'$..b'                  | [1]",
                "'InputPath':'$$.Execution.Input.a'  | {'b':1}",
                "'OutputPath':'$.a'                  | {'b':1}",
                "'Parameters':{'v.$':'$'},'ResultPath':'$.p' | {'a':{'b':1},'list':[1,2],'p':{'v':{'a':{'b':1},'list':[1,2]}}}",
                "'Parameters':{'v.$':'$.list[?(@ > 1)]'}     | {'v':[2]}",
                "'Result':{'x.$':'$.a'}              | {'x.$':'$.a'}",
            },
            quoteCharacter = '~')
    void shapesThePassState(String fields, String output) {
        Execution execution =
                simulation.runState("{'Type':'Pass'," + fields + ",'End':true}", "{'a':{'b':1},'list':[1,2]}");

        assertThat(execution.output()).isEqualTo(json(output));
    }

    @Test
    void changesNoDocumentInPlace() {
        String input = "{'a':{'b':1}}";
        Execution execution = simulation.runState("{'Type':'Pass','Result':9,'ResultPath':'$.a.c','End':true}", input);

        assertThat(execution.input()).isEqualTo(json(input));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'InputPath':'$.absent'",
                "'OutputPath':'$.absent'",
                "'Parameters':{'v.$':'$.absent'}",
                "'Parameters':{'v.$':'$$.Map.Item.Value'}",
                "'Parameters':{'v.$':\"States.Format('{}', $.absent)\"}",
            },
            quoteCharacter = '~')
    void endsTheExecutionWhereAPathFindsNothing(String fields) {
        Execution execution = simulation.runState("{'Type':'Pass'," + fields + ",'End':true}", "{'a':1}");

        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(execution.error()).isEqualTo("States.Runtime");
        assertThat(execution.cause())
                .startsWith(
                        "An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath '$")
                .contains("could not be found in the input");
    }

    @Test
    void neverCatchesAPathThatFindsNothing() {
        Execution execution = simulation.run(
                "{'StartAt':'S','States':{'S':{'Type':'Task'," + FUNCTION + ",'Parameters':{'v.$':'$.absent'},"
                        + "'Retry':[{'ErrorEquals':['States.ALL']}],"
                        + "'Catch':[{'ErrorEquals':['States.Runtime'],'Next':'C'},{'ErrorEquals':['States.ALL'],'Next':'C'}],"
                        + "'End':true},'C':{'Type':'Succeed'}}}",
                "{}");

        assertThat(execution.error()).isEqualTo("States.Runtime");
        assertThat(simulation.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"$.text.x", "$.list[5]", "$.list.x", "$[0]"})
    void failsWhereTheResultFindsSomethingElseInItsPlace(String path) {
        Execution execution = simulation.runState(
                "{'Type':'Pass','Result':1,'ResultPath':'" + path + "','End':true}", "{'text':'t','list':[1]}");

        assertThat(execution.error()).isEqualTo("States.ResultPathMatchFailure");
    }

    @Test
    void showsTheContextObject() {
        Execution execution = simulation.run(
                "{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':90,'Next':'S'},"
                        + "'S':{'Type':'Pass','Parameters':{'all.$':'$$'},'End':true}}}",
                "{'a':1}");

        JsonNodeAssert all = new JsonNodeAssert(execution.output().get("all"));
        all.has("/Execution/Id", execution.arn());
        all.has("/Execution/Name", execution.name());
        all.has("/Execution/StartTime", "2026-11-22T00:00:00.000Z");
        all.has("/Execution/Input/a", "1");
        all.has("/Execution/RedriveCount", "0");
        all.has("/State/Name", "S");
        all.has("/State/EnteredTime", "2026-11-22T00:01:30.000Z");
        all.has("/State/RetryCount", "0");
        all.has("/StateMachine/Id", Simulation.MACHINE);
        all.has("/StateMachine/Name", "Machine");
        assertThat(execution.output().at("/all/Task").isMissingNode()).isTrue();
        assertThat(execution.output().at("/all/Map").isMissingNode()).isTrue();
    }

    @Test
    void countsRetriesInTheContextObject() {
        simulation.task("S", call -> {
            if (call.attempt() < 3) {
                throw new TaskFailed("Again", null);
            }
            return call.input();
        });

        Execution execution = simulation.runState(
                "{'Type':'Task'," + FUNCTION
                        + ",'Parameters':{'n.$':'$$.State.RetryCount'},'Retry':[{'ErrorEquals':['Again']}],'End':true}",
                "{}");

        assertThat(execution.output()).isEqualTo(json("{'n':2}"));
    }

    private record JsonNodeAssert(com.fasterxml.jackson.databind.JsonNode node) {
        void has(String pointer, String text) {
            assertThat(node.at(pointer).asText()).as(pointer).isEqualTo(text);
        }
    }
}
