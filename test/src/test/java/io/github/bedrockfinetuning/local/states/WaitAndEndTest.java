package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class WaitAndEndTest {
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
                "'Seconds':172800                          | 172800",
                "'Seconds':0                               | 0",
                "'SecondsPath':'$.s'                       | 30",
                "'Timestamp':'2026-11-22T00:10:00Z'        | 600",
                "'Timestamp':'2026-11-22T01:00:00+01:00'   | 0",
                "'Timestamp':'2020-01-01T00:00:00Z'        | 0",
                "'TimestampPath':'$.t'                     | 60.5",
            })
    void waits(String fields, double seconds) {
        Execution execution = simulation.runState(
                "{'Type':'Wait'," + fields + ",'End':true}", "{'s':30,'t':'2026-11-22T00:01:00.500Z'}");

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(execution.output()).isEqualTo(execution.input());
        assertThat((execution.stopDate().toEpochMilli() - Simulation.START.toEpochMilli()) / 1000.0)
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'SecondsPath':'$.text'",
                "'SecondsPath':'$.half'",
                "'SecondsPath':'$.negative'",
                "'SecondsPath':'$.absent'",
                "'TimestampPath':'$.text'",
                "'TimestampPath':'$.lower'",
                "'TimestampPath':'$.negative'",
            })
    void endsTheExecutionWhereItCannotTellHowLong(String fields) {
        Execution execution = simulation.runState(
                "{'Type':'Wait'," + fields + ",'End':true}",
                "{'text':'soon','half':1.5,'negative':-1,'lower':'2026-11-22t00:01:00z'}");

        assertThat(execution.error()).isEqualTo("States.Runtime");
    }

    @Test
    void succeedsWithWhatItsPathsChoose() {
        Execution execution =
                simulation.runState("{'Type':'Succeed','InputPath':'$.a','OutputPath':'$.b'}", "{'a':{'b':5}}");

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(execution.output()).isEqualTo(json("5"));
        assertThat(execution.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "'Error':'Broken','Cause':'It broke'                                       | Broken | It broke",
                "'ErrorPath':'$.e','CausePath':\"States.Format('because of {}', $.e)\"     | Bad    | because of Bad",
                "'ErrorPath':'$.e','CausePath':'States.JsonToString($)'                    | Bad    | {\"e\":\"Bad\"}",
                "'Comment':'neither'                                                       | -      | -",
            })
    void failsWithItsErrorAndCause(String fields, String error, String cause) {
        Execution execution = simulation.runState("{'Type':'Fail'," + fields + "}", "{'e':'Bad'}");

        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(execution.error()).isEqualTo(error);
        assertThat(execution.cause()).isEqualTo(cause);
        assertThat(execution.output()).isNull();
    }

    @Test
    void refusesAFailStatesErrorThatIsNoString() {
        Execution execution = simulation.runState("{'Type':'Fail','ErrorPath':'$.e'}", "{'e':5}");

        assertThat(execution.error()).isEqualTo("States.Runtime");
    }
}
