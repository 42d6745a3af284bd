package io.github.bedrockfinetuning.local.states;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ChoiceTest {
    private static final String DATA = "{'s':'b','s2':'c','n':5,'n2':5.0,'t':true,'z':null,'o':{'a':'x'},"
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
                "'$.t','BooleanEquals':true                         | true",
                "'$.t','BooleanEquals':false                        | false",
                "'$.s','BooleanEquals':true                         | false",
                "'$.s','IsPresent':true                             | true",
                "'$.z','IsPresent':true                             | true",
                "'$.absent','IsPresent':true                        | false",
                "'$.absent','IsPresent':false                       | true",
                "'$.list[0]','StringEquals':'1'                     | false",
                "'$.o.a','StringEquals':'x'                         | true",
            })
    void compares(String rule, boolean holds) {
        assertThat(chosen("{'Variable':" + rule + ",'Next':'Yes'}")).isEqualTo(holds ? "yes" : "no");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'And':[{'Variable':'$.t','BooleanEquals':true},{'Variable':'$.s','StringEquals':'b'}]  | true",
                "'And':[{'Variable':'$.t','BooleanEquals':true},{'Variable':'$.s','StringEquals':'c'}]  | false",
                "'And':[{'Variable':'$.absent','IsPresent':true},{'Variable':'$.absent','StringEquals':'c'}] | false",
                "'And':[{'And':[{'Variable':'$.t','BooleanEquals':true}]},{'Variable':'$.s','IsPresent':true}] | true",
            })
    void joins(String rule, boolean holds) {
        assertThat(chosen("{" + rule + ",'Next':'Yes'}")).isEqualTo(holds ? "yes" : "no");
    }

    @Test
    void takesTheFirstRuleThatHolds() {
        assertThat(
                        chosen(
                                "{'Variable':'$.s','StringEquals':'b','Next':'No'},{'Variable':'$.s','StringEquals':'b','Next':'Yes'}"))
                .isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'$.absent','StringEquals':'b'", "'$.absent','BooleanEquals':false"})
    void endsTheExecutionWhereAVariableIsAbsent(String rule) {
        Execution execution = run("{'Variable':" + rule + ",'Next':'Yes'}");

        assertThat(execution.error()).isEqualTo("States.Runtime");
        assertThat(execution.cause()).contains("Invalid path '$.absent'");
    }

    @Test
    void failsWithoutAMatchAndWithoutDefault() {
        Execution execution = simulation.run(
                "{'StartAt':'S','States':{'S':{'Type':'Choice','Choices':[{'Variable':'$.s','StringEquals':'a','Next':'Yes'}]},"
                        + "'Yes':{'Type':'Succeed'}}}",
                "{'s':'b'}");

        assertThat(execution.error()).isEqualTo("States.NoChoiceMatched");
    }

    private String chosen(String choices) {
        return run(choices).output().asText();
    }

    private Execution run(String choices) {
        return simulation.run(
                "{'StartAt':'S','States':{'S':{'Type':'Choice','Choices':[" + choices
                        + ",{'Variable':'$.never','IsPresent':true,'Next':'Yes'}],'Default':'No'},"
                        + "'Yes':{'Type':'Pass','Result':'yes','End':true},'No':{'Type':'Pass','Result':'no','End':true}}}",
                DATA);
    }
}
