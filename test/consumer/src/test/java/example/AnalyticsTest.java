package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.rehearsal.Assembly;
import io.github.bedrockfinetuning.local.rehearsal.Outcome;
import io.github.bedrockfinetuning.local.rehearsal.Progress;
import io.github.bedrockfinetuning.local.rehearsal.Rehearsal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** Sends a dataset through both workflows of the stack, on this machine. */
class AnalyticsTest {
    private static final Path CLOUD_ASSEMBLY = Path.of("target/cdk.out");
    /** A folder with train.jsonl, test.jsonl and run.json. */
    private static final Path DATASET = Path.of(System.getProperty("dataset", "dataset"));

    @BeforeAll
    static void synthesize() {
        App app = new App(AppProps.builder()
                .outdir(CLOUD_ASSEMBLY.toString())
                .context(Map.of("@aws-cdk/core:validateAgainstDefaultRules", true))
                .build());
        new AnalyticsStack(app, "Analytics");
        app.synth();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Routing", "Summaries"})
    void aRunEndsWithAReportAndNothingOnTheBill(String name) throws Exception {
        Assembly workflow = Assembly.read(CLOUD_ASSEMBLY, Optional.of("Analytics/" + name));

        Outcome outcome =
                Rehearsal.run(workflow, Rehearsal.Request.of(DATASET, Path.of("target/reports")), Progress.NONE);

        new ObjectMapper().writeValue(Path.of("target", name + ".json").toFile(), outcome);
        assertEquals("SUCCEEDED", outcome.status());
        assertTrue(outcome.stillBilling().isEmpty());
    }
}
