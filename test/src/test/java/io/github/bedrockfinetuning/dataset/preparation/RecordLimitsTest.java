package io.github.bedrockfinetuning.dataset.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the limits of Nova models for records, and the messages when AWS sources differ. */
class RecordLimitsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-2-lite-v1:0, 7, MIN_RECORDS, reject",
        "amazon.nova-2-lite-v1:0, 8, FEW_RECORDS, warn",
        "amazon.nova-2-lite-v1:0, 199, FEW_RECORDS, warn",
        "amazon.nova-2-lite-v1:0, 200, '', accept",
        "amazon.nova-2-lite-v1:0, 20000, '', accept",
        "amazon.nova-2-lite-v1:0, 20001, MAX_TRAINING_RECORDS, reject",
        "amazon.nova-micro-v1:0, 7, MIN_RECORDS, reject",
        "amazon.nova-micro-v1:0, 8, '', accept",
        "amazon.nova-pro-v1:0, 20001, MAX_TRAINING_RECORDS, reject"
    })
    void areAsTheStrictestSourceSays(String id, int records, String rule, String verdict) throws IOException {
        Model model = CATALOGUE.model(id);
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < records; i++) {
            file.append("{\"schemaVersion\":\"bedrock-conversation-2024\",\"messages\":[{\"role\":\"user\",\"content\":"
                            + "[{\"text\":\"Message ")
                    .append(i * 7919L)
                    .append("\"}]},{\"role\":\"assistant\",\"content\":[{\"text\":\"label_")
                    .append(i % 4)
                    .append("\"}]}]}\n");
        }
        CheckResult result = DatasetCheck.check(
                new Dropped(directory)
                        .file("file.jsonl", file.toString().lines().toList()),
                model,
                FileKind.TRAINING);

        assertThat(result.verdict().id()).isEqualTo(verdict);
        assertThat(result.findings())
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .extracting(Finding::rule)
                .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
        if (rule.equals("FEW_RECORDS")) {
            assertThat(result.findings())
                    .anyMatch(finding -> finding.message().contains(CATALOGUE.source("nova-2-guide"))
                            && finding.message().contains(CATALOGUE.source("nova-2-data")));
        }
    }
}
