package io.github.bedrockfinetuning.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Checks that docs/SETTINGS.md lists every key of run.json. To regenerate the page, run this test with the environment
 * variable {@code UPDATE_DOCUMENTS=true}.
 */
class SettingsDocumentTest {
    private static final Path DOCUMENT = Repository.root().resolve("docs/SETTINGS.md");

    @Test
    void listsEverySetting() throws IOException {
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.writeString(DOCUMENT, document());
        }
        assertThat(DOCUMENT)
                .as("docs/SETTINGS.md is stale: run this test with UPDATE_DOCUMENTS=true")
                .content()
                .isEqualTo(document());
    }

    @Test
    void everyExampleIsAllowed() throws IOException {
        for (RunSetting setting : RunSetting.values()) {
            assertThat(setting.example().isEmpty())
                    .as(setting.key())
                    .isEqualTo(setting.type() instanceof SettingType.Group);
            if (setting.example().isPresent()) {
                assertThat(setting.type()
                                .faults(new ObjectMapper()
                                        .readTree(setting.example().get())))
                        .as(setting.key())
                        .isEmpty();
            }
        }
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Settings of a run

                The keys of `run.json`, which can all be left out. Any other key is rejected. A stack can set other defaults with the
                prop `runDefaults`, except for `baseModel`, `referenceModel`, `spendingCeiling` and `tags`, which have a prop of their
                own, and `versions`. This page is generated from `RunSetting`.

                | key | meaning | value | default | example |
                |---|---|---|---|---|
                """);
        for (RunSetting setting : RunSetting.values()) {
            text.append("| `")
                    .append(setting.key())
                    .append("` | ")
                    .append(setting.meaning())
                    .append(" | ")
                    .append(setting.type().described())
                    .append(" | ")
                    .append(setting.standard())
                    .append(" | ")
                    .append(setting.example()
                            .map(example -> "`" + example + "`")
                            .orElse(""))
                    .append(" |\n");
        }
        return text.toString();
    }
}
