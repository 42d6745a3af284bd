package io.github.bedrockfinetuning.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * docs/METRICS.md and metrics.txt, the names that the settings allow, are generated from the definitions of the metrics. To
 * regenerate them, run this test with the environment variable {@code UPDATE_DOCUMENTS=true}.
 */
class MetricsDocumentTest {
    private static final Path DOCUMENT = Repository.root().resolve("docs/METRICS.md");
    private static final Path NAMES = Repository.root()
            .resolve("contract/src/main/resources/io/github/bedrockfinetuning/contract/settings/metrics.txt");
    private static final String HEADING = """
            # Metrics

            The settings `metrics` and `primaryMetric` in `run.json` choose from these metrics; `score` and `compare` of the
            command line use the same ones. A higher score is better. An answer that is missing or refused scores 0. The
            verdict rests on the primary metric. Without these settings, the completions decide: JSON objects, labels, text
            in a script without spaces, or other text.

            `MetricsDocumentTest` generates this table from the metric classes.

            | Name in run.json | Name in the report | Range | Compares | Score | Use it for | Source |
            |---|---|---|---|---|---|---|
            """;

    @Test
    void listsEveryMetric() throws IOException {
        String current = document();
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.writeString(DOCUMENT, current);
        }
        assertThat(DOCUMENT).content().isEqualTo(current);
    }

    @Test
    void theSettingsAllowExactlyTheNamesOfTheMetrics() throws IOException {
        String current = String.join("\n", Metrics.names()) + "\n";
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.writeString(NAMES, current);
        }
        assertThat(NAMES).content().isEqualTo(current);
    }

    @Test
    void everyDefinitionIsWhole() {
        assertThat(Metrics.all()).isNotEmpty().allSatisfy(metric -> {
            MetricDefinition definition = metric.definition();
            assertThat(definition.name()).matches("[a-z0-9]+(_[a-z0-9]+)*");
            assertThat(definition.title()).isNotBlank();
            assertThat(definition.measures()).endsWith(".");
            assertThat(definition.use()).endsWith(".");
            assertThat(definition.source()).matches("(https://|Defined by this project).*");
        });
        assertThat(Metrics.all())
                .extracting(metric -> metric.definition().title())
                .doesNotHaveDuplicates();
    }

    private static String document() {
        StringBuilder document = new StringBuilder(HEADING);
        for (Metric metric : Metrics.all()) {
            MetricDefinition definition = metric.definition();
            String range = metric.rightOrWrong()
                    ? String.format(Locale.ROOT, "0 or %.0f", metric.scale())
                    : String.format(Locale.ROOT, "0 to %.0f", metric.scale());
            document.append(String.format(
                    "| `%s` | %s | %s | %s | %s | %s | %s |%n",
                    definition.name(),
                    definition.title(),
                    range,
                    definition.unit().text(),
                    cell(definition.measures()),
                    cell(definition.use()),
                    cell(definition.source())));
        }
        return document.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
