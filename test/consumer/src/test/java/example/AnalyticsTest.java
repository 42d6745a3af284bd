package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.rehearsal.Assembly;
import io.github.bedrockfinetuning.local.rehearsal.Outcome;
import io.github.bedrockfinetuning.local.rehearsal.Progress;
import io.github.bedrockfinetuning.local.rehearsal.Rehearsal;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends a dataset through both workflows of the stack, on this computer. */
class AnalyticsTest {
    @BeforeAll
    static void synthesize() {
        Synthesized.app();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Routing", "Summaries"})
    void aRunEndsWithAReportAndNothingOnTheBill(String name) throws Exception {
        Assembly workflow = Assembly.read(Synthesized.app(), Optional.of("Beta/Analytics/" + name));
        Rehearsal.Request approved = new Rehearsal.Request(
                Optional.of(Synthesized.DATASET),
                Optional.empty(),
                List.of(),
                true,
                false,
                Path.of("target/reports"),
                Optional.empty());

        Outcome outcome = Rehearsal.run(workflow, approved, Progress.NONE);

        new ObjectMapper().writeValue(Path.of("target", name + ".json").toFile(), outcome);
        assertEquals("SUCCEEDED", outcome.status());
        assertTrue(outcome.stillBilling().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Beta", "Prod"})
    void everyRoleOfAStageHasTheBoundaryAndTheTags(String stage) throws Exception {
        JsonNode template = template("assembly-" + stage, "Analytics");
        List<JsonNode> roles = template.path("Resources").valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::IAM::Role"))
                .map(role -> role.path("Properties"))
                .toList();
        assertTrue(roles.size() > 30, "roles: " + roles.size());
        for (JsonNode role : roles) {
            assertTrue(role.at("/PermissionsBoundary/Ref").asText().startsWith("Boundary"), role.toString());
        }
        String tag = "{\"Key\":\"environment\",\"Value\":\"" + stage.toLowerCase(Locale.ROOT) + "\"}";
        assertTrue(template.toString().contains(tag), tag);
    }

    private static JsonNode template(String assembly, String stack) throws IOException {
        try (Stream<Path> files = Files.list(Synthesized.app().resolve(assembly))) {
            Path file = files.filter(one -> one.getFileName().toString().matches(".*" + stack + ".*\\.template\\.json"))
                    .findFirst()
                    .orElseThrow();
            return new ObjectMapper().readTree(file.toFile());
        }
    }
}
