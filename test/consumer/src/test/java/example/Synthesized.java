package example;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.AppProps;

/** The synthesized app, once for all tests. */
final class Synthesized {
    /** A folder with train.jsonl, test.jsonl and run.json. */
    static final Path DATASET = Path.of(System.getProperty("dataset", "dataset"));

    private static final Path CLOUD_ASSEMBLY = Path.of("target/cdk.out");

    private static boolean done;

    private Synthesized() {}

    /** Returns the folder of the cloud assembly. */
    static synchronized Path app() {
        if (!done) {
            AnalyticsApp.stages(AppProps.builder()
                            .outdir(CLOUD_ASSEMBLY.toString())
                            .context(context())
                            .build())
                    .synth();
            done = true;
        }
        return CLOUD_ASSEMBLY;
    }

    /** Returns the context that {@code cdk deploy} reads. */
    private static Map<String, Object> context() {
        try {
            JsonNode file = new ObjectMapper().readTree(Path.of("cdk.json").toFile());
            return new ObjectMapper().convertValue(file.path("context"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
