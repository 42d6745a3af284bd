package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.dataset.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that settings contain no secrets, because they are copied to records, reports and prompts of the judge. */
class SecretSettingsTest {
    private static final String KEY = "AKIAQWERTYUIOPASDFGH";
    private final Allowed allowed = new Allowed("us-east-1", Set.of(), false, false, Json.object());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"judge\":{\"model\":\"amazon.nova-pro-v1:0\",\"rubric\":\"call with KEY\"}}|judge.rubric",
                "{\"slices\":[\"language\",\"KEY\"]}|slices.1",
                "{\"answerSchema\":{\"type\":\"object\",\"properties\":{\"a\":{\"const\":\"KEY\"}}}}"
                        + "|answerSchema.properties.a.const"
            })
    void refusesASecretWhereverItStands(String json, String field) {
        List<Finding> findings = findings(json.replace("KEY", KEY));
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.field()).isEqualTo(field);
            assertThat(finding.line()).isEqualTo(1);
            assertThat(finding.message()).isEqualTo("The text contains an AWS access key id.");
            assertThat(finding.remedy()).contains("revoke");
        });
        assertThat(findings.toString()).doesNotContain(KEY);
    }

    @Test
    void takesARubricThatOnlyTalksOfKeys() {
        assertThat(findings(
                        "{\"judge\":{\"model\":\"amazon.nova-pro-v1:0\",\"rubric\":\"no AKIA keys, no sk- tokens\"}}"))
                .isEmpty();
    }

    private List<Finding> findings(String json) {
        return SettingsReader.read("run.json", json.getBytes(StandardCharsets.UTF_8), allowed)
                .findings();
    }
}
