package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the tags of the resources of a run. */
class WorkflowTagsTest {
    @Test
    void tellsTheStepsItsTagsAndNothingWhereThereAreNone() {
        FineTuningWorkflowProps none = FineTuningWorkflowProps.builder().build();
        assertThat(none.tags()).isEmpty();
        String environment = Synthesized.stack(
                        "us-east-1",
                        stack -> new FineTuningWorkflow(
                                stack,
                                "FineTuning",
                                FineTuningWorkflowProps.builder()
                                        .tags(Map.of("team", "ml", "cost-center", "42"))
                                        .build()))
                .template()
                .toString();
        assertThat(environment).contains("\\\"tags\\\":{\\\"cost-center\\\":\\\"42\\\",\\\"team\\\":\\\"ml\\\"}");
        assertThat(Synthesized.workflow("us-east-1").template().toString()).doesNotContain("\\\"tags\\\"");
    }

    @ParameterizedTest
    @CsvSource({
        "aws:team, ml, reserved",
        "FT:run, ml, reserved",
        "team, AWS:ml, reserved",
        "te*m, ml, letters",
        "team, m\u00fcll, letters",
        "'', ml, 1 to 128",
    })
    void failsForATagThatAwsRefuses(String key, String value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineTuningWorkflowProps.builder()
                        .tags(Map.of(key, value))
                        .build())
                .withMessageContaining(why);
    }

    @Test
    void failsForTagsThatAreTooLongOrTooMany() {
        Map<String, String> many = new java.util.HashMap<>();
        for (int i = 0; i < 49; i++) {
            many.put("key" + i, "");
        }
        for (Map<String, String> tags : List.of(Map.of("k".repeat(129), ""), Map.of("k", "v".repeat(257)), many)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> FineTuningWorkflowProps.builder().tags(tags).build())
                    .withMessageContaining("tags");
        }
        many.remove("key0");
        assertThat(FineTuningWorkflowProps.builder().tags(many).build().tags()).hasSize(48);
    }
}
