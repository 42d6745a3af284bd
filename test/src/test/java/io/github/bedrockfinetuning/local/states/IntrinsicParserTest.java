package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a call may be written. */
@Timeout(30)
class IntrinsicParserTest {
    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    private JsonNode value(String call) {
        String state = "{'Type':'Pass','Parameters':{'v.$':\"" + call.replace("\\", "\\\\") + "\"},'End':true}";
        Execution execution = simulation.runState(state, "{'n':5,'list':[1,2,3],'a,b)':7}");
        assertThat(execution.cause()).isNull();
        return execution.output().get("v");
    }

    @Test
    void mayHaveBlanksAroundEveryPart() {
        assertThat(value("States.Array ( 1 , 'two' , $.n , true ) ")).isEqualTo(json("[1,'two',5,true]"));
        assertThat(value("States.Array( )")).isEqualTo(json("[]"));
        assertThat(value("States.Array(1,   2)")).isEqualTo(json("[1,2]"));
    }

    @Test
    void takesAnEscapedBraceForItselfInEveryString() {
        assertThat(value("States.Array('\\{x\\}')")).isEqualTo(json("['{x}']"));
        assertThat(value("States.Format('\\{{}\\}', '\\{x\\}')")).isEqualTo(json("'{{x}}'"));
        assertThat(value("States.Format('{}', 'it\\'s')")).isEqualTo(json("\"it's\""));
    }

    @Test
    void endsAPathAtTheCommaOrBracketThatIsNotItsOwn() {
        assertThat(value("States.Array($['a,b)'], 1)")).isEqualTo(json("[7,1]"));
        assertThat(value("States.ArrayLength($.list[?(@ > 1)])")).isEqualTo(json("2"));
        assertThat(value("States.Array($.list[0,2],$.n)")).isEqualTo(json("[[1,3],5]"));
    }

    @Test
    void mayBeNestedTenDeep() {
        assertThat(value("States.Array(".repeat(10) + ")".repeat(10))).isEqualTo(json("[".repeat(10) + "]".repeat(10)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "States.Array               | it ends too early",
                "States.Array(              | it ends too early",
                "States.Array(1             | it ends too early",
                "States.Array($.n           | it ends too early",
                "States.Array('a            | it ends too early",
                "States.Array('a\\          | it ends too early",
                "States.Array(1,            | it ends too early",
                "States.Array[1]            | '(' is expected at character 13",
                "States.Array('a' 'b')      | ')' is expected at character 18",
                "States.Array(1) 2          | there is something after the end of the call",
                "States.Array('\\n')        | \\n is not an escape",
                "States.Array(one)          | 'one' is not an argument: write a path, 'a string', a number",
                "States.Array(99999999999999999999) | '99999999999999999999' is too long a number",
                "States.ArrayLength()       | States.ArrayLength takes 1 argument, not 0",
                "States.UUID(1)             | States.UUID takes 0 arguments, not 1",
                "States.Format()            | States.Format takes at least 1 argument, not 0",
            })
    void saysWhatIsWrongWithACall(String call, String why) {
        assertThatThrownBy(() -> new IntrinsicParser(call, "v.$").parse())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + call + "' is not an intrinsic function's call: " + why);
    }
}
