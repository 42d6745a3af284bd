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
            })
    void waits(String fields, long seconds) {
        Execution execution = simulation.runState("{'Type':'Wait'," + fields + ",'End':true}", "{'s':30}");

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(execution.output()).isEqualTo(execution.input());
        assertThat(simulation.seconds(execution.stopDate())).isEqualTo(seconds);
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
            })
    void endsTheExecutionWhereItCannotTellHowLong(String fields) {
        Execution execution = simulation.runState(
                "{'Type':'Wait'," + fields + ",'End':true}", "{'text':'soon','half':1.5,'negative':-1}");

        assertThat(execution.error()).isEqualTo("States.Runtime");
    }

    @Test
    void succeedsWithItsInput() {
        Execution execution = simulation.runState("{'Type':'Succeed'}", "5");

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
                "'Comment':'neither'                                                       | -      | -",
            })
    void failsWithItsErrorAndCause(String fields, String error, String cause) {
        Execution execution = simulation.runState("{'Type':'Fail'," + fields + "}", "{'e':'Bad'}");

        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(execution.error()).isEqualTo(error);
        assertThat(execution.cause()).isEqualTo(cause);
        assertThat(execution.output()).isNull();
    }
}
