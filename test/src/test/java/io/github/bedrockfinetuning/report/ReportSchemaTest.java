package io.github.bedrockfinetuning.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import io.github.bedrockfinetuning.verdict.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that every report.json conforms to the published schema. */
class ReportSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void reportsOfEveryKindOfTaskConform() throws IOException {
        assertThat(violations(Fixtures.labels(60), ReportContext.titled("Labels")))
                .isEmpty();
        assertThat(violations(Fixtures.objects(60), ReportContext.titled("Objects")))
                .isEmpty();
        assertThat(violations(Fixtures.prose(60), Fixtures.full())).isEmpty();
        assertThat(violations(Fixtures.hostile(), Fixtures.hostileContext())).isEmpty();
        assertThat(violations(Fixtures.hostileLabels(), Fixtures.hostileContext()))
                .isEmpty();
    }

    @Test
    void aReportOfNothingConforms() throws IOException {
        Comparison empty = Comparison.of(
                List.of(),
                List.of(new SystemAnswers("tuned", "t", Map.of()), new SystemAnswers("base", "b", Map.of())),
                new ComparisonOptions("accuracy", List.of(), List.of(), 1, 100));

        assertThat(violations(empty, ReportContext.titled("Nothing"))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotInIt() throws IOException {
        ObjectNode report = (ObjectNode) report(Fixtures.labels(60), ReportContext.titled("Labels"));
        assertThat(schema().validate(report.deepCopy().put("further", 1))).isNotEmpty();
        assertThat(schema().validate(report.deepCopy().without("comparisons"))).isNotEmpty();
    }

    private List<String> violations(Comparison comparison, ReportContext context) throws IOException {
        return schema().validate(report(comparison, context)).stream()
                .map(Object::toString)
                .toList();
    }

    private JsonNode report(Comparison comparison, ReportContext context) throws IOException {
        ReportFiles.write(folder, comparison, context);
        return JSON.readTree(folder.resolve("report.json").toFile());
    }

    private static JsonSchema schema() throws IOException {
        String published = Files.readString(Repository.root().resolve("docs/report.schema.json"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(published);
    }
}
