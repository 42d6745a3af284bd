package io.github.bedrockfinetuning.local.states;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ChoiceTest {
    private static final String DATA = "{'s':'b','s2':'c','n':5,'n2':5.0,'t':true,'z':null,'o':{},"
            + "'at':'2026-11-22T00:00:00Z','later':'2026-11-22T01:30:00+01:00','star':'a*b','list':[1]}";

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
                "'$.s','StringEquals':'b'                           | true",
                "'$.s','StringEquals':'B'                           | false",
                "'$.n','StringEquals':'5'                           | false",
                "'$.s','StringLessThan':'c'                         | true",
                "'$.s','StringLessThan':'b'                         | false",
                "'$.s','StringLessThanEquals':'b'                   | true",
                "'$.s','StringGreaterThan':'a'                      | true",
                "'$.s','StringGreaterThan':'b'                      | false",
                "'$.s','StringGreaterThanEquals':'b'                | true",
                "'$.s','StringEqualsPath':'$.s'                     | true",
                "'$.s','StringEqualsPath':'$.n'                     | false",
                "'$.s','StringLessThanPath':'$.s2'                  | true",
                "'$.s','StringLessThanEqualsPath':'$.s'             | true",
                "'$.s2','StringGreaterThanPath':'$.s'               | true",
                "'$.s2','StringGreaterThanEqualsPath':'$.s2'        | true",
                "'$.star','StringMatches':'a*'                      | true",
                "'$.star','StringMatches':'*'                       | true",
                "'$.star','StringMatches':'a\\\\*b'                 | true",
                "'$.s','StringMatches':'a\\\\*b'                    | false",
                "'$.star','StringMatches':'*a'                      | false",
                "'$.n','StringMatches':'*'                          | false",
                "'$.n','NumericEquals':5.0                          | true",
                "'$.s','NumericEquals':5                            | false",
                "'$.n','NumericLessThan':5.1                        | true",
                "'$.n','NumericLessThanEquals':5                    | true",
                "'$.n','NumericGreaterThan':5                       | false",
                "'$.n','NumericGreaterThanEquals':5                 | true",
                "'$.n','NumericEqualsPath':'$.n2'                   | true",
                "'$.n','NumericLessThanPath':'$.n2'                 | false",
                "'$.n','NumericLessThanEqualsPath':'$.n2'           | true",
                "'$.n','NumericGreaterThanPath':'$.n2'              | false",
                "'$.n','NumericGreaterThanEqualsPath':'$.n2'        | true",
                "'$.t','BooleanEquals':true                         | true",
                "'$.t','BooleanEquals':false                        | false",
                "'$.s','BooleanEquals':true                         | false",
                "'$.t','BooleanEqualsPath':'$.t'                    | true",
                "'$.at','TimestampEquals':'2026-11-22T01:00:00+01:00' | true",
                "'$.s','TimestampEquals':'2026-11-22T01:00:00+01:00'  | false",
                "'$.at','TimestampLessThan':'2026-11-22T00:00:00.001Z' | true",
                "'$.at','TimestampLessThanEquals':'2026-11-22T00:00:00Z' | true",
                "'$.at','TimestampGreaterThan':'2026-11-22T00:00:00Z'    | false",
                "'$.at','TimestampGreaterThanEquals':'2026-11-22T00:00:00Z' | true",
                "'$.at','TimestampEqualsPath':'$.at'                | true",
                "'$.at','TimestampLessThanPath':'$.later'           | true",
                "'$.at','TimestampLessThanEqualsPath':'$.later'     | true",
                "'$.at','TimestampGreaterThanPath':'$.later'        | false",
                "'$.later','TimestampGreaterThanEqualsPath':'$.at'  | true",
                "'$.z','IsNull':true                                | true",
                "'$.s','IsNull':true                                | false",
                "'$.s','IsNull':false                               | true",
                "'$.s','IsPresent':true                             | true",
                "'$.z','IsPresent':true                             | true",
                "'$.absent','IsPresent':true                        | false",
                "'$.absent','IsPresent':false                       | true",
                "'$.n','IsNumeric':true                             | true",
                "'$.s','IsNumeric':true                             | false",
                "'$.s','IsString':true                              | true",
                "'$.n','IsString':true                              | false",
                "'$.t','IsBoolean':true                             | true",
                "'$.n','IsBoolean':false                            | true",
                "'$.at','IsTimestamp':true                          | true",
                "'$.s','IsTimestamp':true                           | false",
                "'$$.State.Name','StringEquals':'S'                 | true",
                "'$.list[0]','NumericEquals':1                      | true",
            })
    void compares(String rule, boolean holds) {
        assertThat(chosen("{'Variable':" + rule + ",'Next':'Yes'}")).isEqualTo(holds ? "yes" : "no");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'And':[{'Variable':'$.t','BooleanEquals':true},{'Variable':'$.n','NumericEquals':5}]  | true",
                "'And':[{'Variable':'$.t','BooleanEquals':true},{'Variable':'$.n','NumericEquals':6}]  | false",
                "'Or':[{'Variable':'$.t','BooleanEquals':false},{'Variable':'$.n','NumericEquals':5}]  | true",
                "'Or':[{'Variable':'$.t','BooleanEquals':false},{'Variable':'$.n','NumericEquals':6}]  | false",
                "'Not':{'Variable':'$.n','NumericEquals':6}                                           | true",
                "'Not':{'Not':{'Variable':'$.n','NumericEquals':6}}                                   | false",
                "'And':[{'Variable':'$.absent','IsPresent':true},{'Variable':'$.absent','NumericEquals':6}] | false",
                "'Or':[{'Variable':'$.absent','IsPresent':false},{'Variable':'$.absent','NumericEquals':6}] | true",
            })
    void joins(String rule, boolean holds) {
        assertThat(chosen("{" + rule + ",'Next':'Yes'}")).isEqualTo(holds ? "yes" : "no");
    }

    @Test
    void takesTheFirstRuleThatHolds() {
        assertThat(
                        chosen(
                                "{'Variable':'$.n','NumericEquals':5,'Next':'No'},{'Variable':'$.n','NumericEquals':5,'Next':'Yes'}"))
                .isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'$.absent','StringEquals':'b'",
                "'$.absent','StringMatches':'*'",
                "'$.absent','IsNull':true",
                "'$.s','StringEqualsPath':'$.absent'",
            })
    void endsTheExecutionWhereAVariableIsAbsent(String rule) {
        Execution execution = run("{'Variable':" + rule + ",'Next':'Yes'}", "");

        assertThat(execution.error()).isEqualTo("States.Runtime");
        assertThat(execution.cause()).contains("Invalid path '$.absent'");
    }

    @Test
    void failsWithoutAMatchAndWithoutDefault() {
        Execution execution = simulation.run(
                "{'StartAt':'S','States':{'S':{'Type':'Choice','Choices':[{'Variable':'$.n','NumericEquals':1,'Next':'Yes'}]},"
                        + "'Yes':{'Type':'Succeed'}}}",
                "{'n':2}");

        assertThat(execution.error()).isEqualTo("States.NoChoiceMatched");
    }

    @Test
    void seesAndPassesWhatItsPathsChoose() {
        Execution execution =
                run("{'Variable':'$.x','NumericEquals':1,'Next':'Out'}", "'InputPath':'$.a','OutputPath':'$.b',");

        assertThat(execution.output()).isEqualTo(Simulation.json("2"));
    }

    private String chosen(String choices) {
        return run(choices, "").output().asText();
    }

    private Execution run(String choices, String fields) {
        String data = fields.isEmpty() ? DATA : "{'a':{'x':1,'b':2}}";
        return simulation.run(
                "{'StartAt':'S','States':{'S':{'Type':'Choice'," + fields + "'Choices':[" + choices
                        + ",{'Variable':'$','IsNull':true,'Next':'Yes'},{'Variable':'$','IsNull':true,'Next':'Out'}],'Default':'No'},"
                        + "'Yes':{'Type':'Pass','Result':'yes','End':true},'No':{'Type':'Pass','Result':'no','End':true},"
                        + "'Out':{'Type':'Succeed'}}}",
                data);
    }
}
