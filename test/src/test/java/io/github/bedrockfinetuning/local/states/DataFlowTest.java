package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the input and the output of states, and the data that expressions can read. */
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
    void appliesParametersResultPathAndOutputPathInThisOrder() {
        simulation.task("S", call -> json("7"));

        Execution execution = simulation.runState(
                "{'Type':'Task'," + FUNCTION
                        + ",'Parameters':{'x.$':'$.in.a','fixed':{'y':[1,{'z.$':'$.in.b'}]}},"
                        + "'ResultPath':'$.in.result','OutputPath':'$.in','End':true}",
                "{'in':{'a':1,'b':2},'kept':true}");

        assertThat(simulation.calls.get(0).input()).isEqualTo(json("{'x':1,'fixed':{'y':[1,{'z':2}]}}"));
        assertThat(execution.output()).isEqualTo(json("{'a':1,'b':2,'result':7}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'ResultPath':null,'Result':9        | {'a':{'b':1},'list':[1,2]}",
                "'Result':9                          | 9",
                "'Result':9,'ResultPath':'$.a.b'     | {'a':{'b':9},'list':[1,2]}",
                "'Result':9,'ResultPath':'$.n.e.w'   | {'a':{'b':1},'list':[1,2],'n':{'e':{'w':9}}}",
                "'Result':9,'ResultPath':'$.list[1]' | {'a':{'b':1},'list':[1,9]}",
                "'Result':9,'ResultPath':\"$['a']\"  | {'a':9,'list':[1,2]}",
                "'OutputPath':'$.a'                  | {'b':1}",
                "'OutputPath':'$.list[1]'            | 2",
                "'Parameters':{'v.$':\"$['a']['b']\"} | {'v':1}",
                "'Parameters':{'v.$':\"States.Format('{}/{}.json', $.a.b, $.list[0])\"} | {'v':'1/1.json'}",
                "'Parameters':{'v.$':\"States.Format('plain')\"} | {'v':'plain'}",
                "'Parameters':{'v.$':'$'},'ResultPath':'$.p' | {'a':{'b':1},'list':[1,2],'p':{'v':{'a':{'b':1},'list':[1,2]}}}",
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
    void showsHowOftenTheExecutionWasRedriven() {
        Execution execution = simulation.runState(
                "{'Type':'Pass','Parameters':{'n.$':'$$.Execution.RedriveCount'},'End':true}", "{}");

        assertThat(execution.output()).isEqualTo(json("{'n':0}"));
    }

    @Test
    void failsToFormatADocument() {
        Execution execution = simulation.runState(
                "{'Type':'Pass','Parameters':{'v.$':\"States.Format('{}', $.a)\"},'End':true}", "{'a':{'b':1}}");

        assertThat(execution.error()).isEqualTo("States.IntrinsicFailure");
        assertThat(execution.cause()).contains("States.Format('{}', $.a)").contains("cannot be formatted");
    }
}
