package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class IntrinsicsTest {
    private static final String DATA =
            "{'n':5,'s':'text','t':true,'z':null,'list':[1,2,3,2],'o':{'a':1},'p':{'a':2,'b':3},"
                    + "'json':'{\\\"k\\\":[1]}','names':['x','y'],'a b':7,'tpl':'{}-{}'}";

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "States.Format('{} of {}', $.n, $.s)              | '5 of text'",
                "States.Format('plain')                           | 'plain'",
                "States.Format('{}{}{}', 1.5, true, null)         | '1.5truenull'",
                "States.Format('a \\\\{{}\\\\}', $.n)             | 'a {5}'",
                "States.Format('it\\\\'s {}', $.s)                | 'it\\'s text'",
                "States.Format('staged/{}/batches.jsonl', $.s)    | 'staged/text/batches.jsonl'",
                "States.Format('{}', $['a b'])                    | '7'",
                "States.Format($.tpl, 1, 2)                       | '1-2'",
                "States.Array(1, 'two', $.t, States.Array())      | [1,'two',true,[]]",
                "States.ArrayPartition($.list, 3)                 | [[1,2,3],[2]]",
                "States.ArrayContains($.list, 3)                  | true",
                "States.ArrayContains($.list, 3.0)                | true",
                "States.ArrayContains($.list, 'x')                | false",
                "States.ArrayRange(1, 9, 2)                       | [1,3,5,7,9]",
                "States.ArrayRange(3, 1, -1)                      | [3,2,1]",
                "States.ArrayRange(3, 1, 1)                       | []",
                "States.ArrayGetItem($.list, 2)                   | 3",
                "States.ArrayLength($.list)                       | 4",
                "States.ArrayUnique($.list)                       | [1,2,3]",
                "States.Base64Encode('Data to encode')            | 'RGF0YSB0byBlbmNvZGU='",
                "States.Base64Decode('RGF0YSB0byBlbmNvZGU=')      | 'Data to encode'",
                "States.Hash('abc', 'MD5')                        | '900150983cd24fb0d6963f7d28e17f72'",
                "States.Hash('abc', 'SHA-1')                      | 'a9993e364706816aba3e25717850c26c9cd0d89d'",
                "States.Hash('abc', 'SHA-256')                    | 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'",
                "States.JsonMerge($.o, $.p, false)                | {'a':2,'b':3}",
                "States.StringToJson($.json)                      | {'k':[1]}",
                "States.StringToJson('1')                         | 1",
                "States.JsonToString($.o)                         | '{\\\"a\\\":1}'",
                "States.MathAdd($.n, -7)                          | -2",
                "States.MathAdd(1.5, 1)                           | 3",
                "States.StringSplit('1,2,3,4', ',')               | ['1','2','3','4']",
                "States.StringSplit('a.b,,c', '.,')               | ['a','b','c']",
                "States.MathAdd(States.ArrayLength($.list), 1)    | 5",
                "States.ArrayGetItem(States.StringSplit($$.Execution.Id, ':'), 2) | 'states'",
            })
    void computes(String call, String value) {
        Execution execution = run(call);

        assertThat(execution.cause()).isNull();
        assertThat(execution.output().get("v")).isEqualTo(json(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "States.Format('{} {}', $.n)                 | more {} than values",
                "States.Format('{}', $.n, $.n)               | more values than {}",
                "States.Format('{}', $.list)                 | cannot be formatted",
                "States.Format($.n)                          | a string is needed",
                "States.ArrayPartition($.list, 0)            | positive",
                "States.ArrayPartition($.s, 1)               | an array is needed",
                "States.ArrayContains($.s, 1)                | an array is needed",
                "States.ArrayRange(1, 5, 0)                  | the step cannot be 0",
                "States.ArrayRange(0, 1000, 1)               | more than 1000",
                "States.ArrayGetItem($.list, 4)              | none at 4",
                "States.ArrayGetItem($.list, -1)             | none at -1",
                "States.ArrayLength($.o)                     | an array is needed",
                "States.ArrayUnique($.o)                     | an array is needed",
                "States.Base64Encode($.n)                    | a string is needed",
                "States.Base64Decode('%')                    | failed",
                "States.Hash('abc', 'CRC32')                 | has to be one of",
                "States.JsonMerge($.o, $.p, true)            | shallow",
                "States.JsonMerge($.o, $.list, false)        | JSON objects",
                "States.StringToJson('{')                    | not JSON",
                "States.StringToJson('1 2')                  | not JSON",
                "States.MathRandom(5, 5)                     | above the start",
                "States.MathAdd(2147483647, 1)               | out of the range",
                "States.MathAdd('1', 1)                      | a number is needed",
                "States.StringSplit($.n, ',')                | a string is needed",
            })
    void failsWithAnErrorThatCanBeCaught(String call, String why) {
        Execution execution = run(call);

        assertThat(execution.error()).isEqualTo("States.IntrinsicFailure");
        assertThat(execution.cause())
                .contains(call.substring(0, call.indexOf('(')))
                .contains(why);
    }

    @Test
    void makesRangesOfUpToAThousand() {
        assertThat(run("States.ArrayRange(1, 1000, 1)").output().get("v")).hasSize(1000);
    }

    @Test
    void refusesLongStrings() {
        String longest = "x".repeat(10_000);
        assertThat(simulation
                        .runState(pass("States.Base64Encode($.s)"), "{'s':'" + longest + "'}")
                        .status())
                .isEqualTo(Execution.Status.SUCCEEDED);
        for (String call :
                new String[] {"States.Base64Encode($.s)", "States.Base64Decode($.s)", "States.Hash($.s, 'MD5')"}) {
            Execution execution = simulation.runState(pass(call), "{'s':'" + longest + "x'}");
            assertThat(execution.error()).isEqualTo("States.IntrinsicFailure");
            assertThat(execution.cause()).contains("10000");
        }
    }

    @Test
    void drawsUuidsAndRandomNumbersFromTheSeed() {
        String state = "{'Type':'Pass','Parameters':{'u.$':'States.UUID()','r.$':'States.MathRandom(1, 1000000)',"
                + "'seeded.$':'States.MathRandom(1, 1000000, 7)'},'End':true}";
        try (Simulation same = new Simulation(1);
                Simulation other = new Simulation(2)) {
            Execution first = simulation.runState(state, "{}");
            Execution second = same.runState(state, "{}");
            Execution third = other.runState(state, "{}");

            assertThat(first.output()).isEqualTo(second.output());
            assertThat(first.output().get("u")).isNotEqualTo(third.output().get("u"));
            assertThat(first.output().get("seeded")).isEqualTo(third.output().get("seeded"));
            assertThat(first.output().get("u").asText())
                    .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(first.output().get("r").asInt()).isBetween(1, 999_999);
        }
    }

    @Test
    void drawsRandomNumbersFromTheStartUpToButNotTheEnd() {
        for (int i = 0; i < 40; i++) {
            assertThat(run("States.MathRandom(3, 5)").output().get("v").asInt()).isBetween(3, 4);
        }
    }

    private Execution run(String call) {
        return simulation.runState(pass(call), DATA);
    }

    private static String pass(String call) {
        return "{'Type':'Pass','Parameters':{'v.$':\"" + call + "\"},'End':true}";
    }
}
