package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that the settings in runDefaults are validated during synthesis. */
class RunDefaultsTest {
    @Test
    void takesEverySettingThatHasNoPropOfItsOwn() {
        Map<String, Object> defaults =
                Map.of("promote", true, "primaryMetric", "accuracy", "split", Map.of("test", 0.3), "approval", "never");

        assertThat(props(defaults).runDefaults()).isEqualTo(defaults);
    }

    @ParameterizedTest
    @CsvSource({
        "promot, true, which is not a setting",
        "versions, {}, which is not a setting",
        "spendingCeiling, 5, has its own prop",
        "promote, yes, It must be true or false",
        "gate, base, It must be an object with one or more of these settings: better",
        "approval, sometimes, 'It must be one of: above-ceiling, always, never'",
        "primaryMetric, '', It must be one of: ",
        "primaryMetric, acuracy, It must be one of: token_f1_multiset"
    })
    void refusesWhatNoRunCouldTake(String name, String value, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> props(Map.of(name, value)))
                .withMessageContaining("runDefaults sets " + name)
                .withMessageContaining(words);
    }

    @Test
    void tellsEverythingAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> props(Map.of("promot", true, "split", Map.of("tets", 0.3))))
                .withMessageContaining("promot")
                .withMessageContaining("split.tets");
    }

    @Test
    void refusesAValueOutOfRangeWithItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> props(Map.of("split", Map.of("test", 0.9), "slices", List.of("a", 1))))
                .withMessageContaining("runDefaults sets split.test to 0.9. It must be a number from 0.01 to 0.5.")
                .withMessageContaining("runDefaults sets slices.1 to [a, 1]. It must be a string");
    }

    @Test
    void refusesMetricsAndSystemsThatDoNotExistWithTheNamesThatDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> props(
                        Map.of("metrics", List.of("accuracy", "rouge_9"), "gate", Map.of("better", List.of("tuned")))))
                .withMessageContaining("runDefaults sets metrics.1 to [accuracy, rouge_9]. It must be one of: ")
                .withMessageContaining("rouge_2, rouge_l, ")
                .withMessageContaining("runDefaults sets gate.better.0 to [tuned]. It must be one of: base, promoted");
    }

    @Test
    void refusesNullAndWhatDoesNotFitIntoAFunctionsEnvironment() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> props(Collections.singletonMap("judge", null)))
                .withMessageContaining("runDefaults sets judge to null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> props(Map.of("answerSchema", Map.of("description", "x".repeat(3_000)))))
                .withMessageContaining("fit into a function's environment");
    }

    private static FineTuningWorkflowProps props(Map<String, Object> defaults) {
        return FineTuningWorkflowProps.builder().runDefaults(defaults).build();
    }
}
