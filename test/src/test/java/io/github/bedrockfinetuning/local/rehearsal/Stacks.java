package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.app.FineTuningApp;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.demonstration.Demonstration;
import io.github.bedrockfinetuning.local.states.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The stack, which is synthesized once for all tests, and a small dataset. */
public final class Stacks {
    public static final String REGION = "us-east-1";

    /**
     * According to the catalog, all base models in us-west-2 are in the Legacy state. This account still has access
     * to them.
     */
    static final Map<String, Object> WESTERN = Map.of(
            "baseModel", "meta.llama3-1-8b-instruct-v1:0:128k",
            "allowEndOfLifeModels", true,
            "allowCrossRegionInference", true);

    /** The folder that all JVMs of a build share. */
    private static final Path SHARED = Path.of("target", "syntheses").toAbsolutePath();

    private static final Syntheses SYNTHESES = new Syntheses(SHARED.resolve("kept"));

    private static final Map<String, Assembly> ASSEMBLIES = new HashMap<>();
    private static final Map<String, Blueprint> BLUEPRINTS = new HashMap<>();

    private Stacks() {}

    public static Assembly assembly() {
        return assembly(REGION);
    }

    static synchronized Assembly assembly(String region) {
        return ASSEMBLIES.computeIfAbsent(region, absent -> {
            Map<String, Object> context = region.equals(REGION) ? Map.of() : WESTERN;
            try {
                return Assembly.read(shared(region, context, out -> FineTuningApp.synthesize(out, region, context)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Returns the folder of the cloud assembly of another app, which is synthesized once for all JVMs of a build. */
    public static Path shared(String app, Consumer<Path> synthesizer) {
        try {
            return shared(app, Map.of(), synthesizer::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Synthesizes an app in one JVM. Other JVMs that need the same assembly wait for it. */
    private static synchronized Path shared(String name, Map<String, Object> context, Syntheses.Synthesizer synthesizer)
            throws IOException {
        Files.createDirectories(SHARED);
        try (FileChannel channel =
                FileChannel.open(SHARED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // The lock is held until the channel is closed.
            Optional<Path> shared = SYNTHESES.of(name, context, synthesizer);
            if (shared.isPresent()) {
                return shared.get();
            }
            Path own = Files.createTempDirectory("synthesis");
            synthesizer.into(own);
            return own;
        }
    }

    static synchronized Blueprint blueprint(String region) {
        return BLUEPRINTS.computeIfAbsent(region, absent -> new Blueprint(assembly(region), region));
    }

    /** Returns the policies of the stack. */
    public static StackPolicies policies() {
        return blueprint(REGION).policies();
    }

    /** Returns the template of the stack. */
    public static JsonNode template() {
        return assembly().template();
    }

    public static DeployedStack deploy(String... faults) throws IOException {
        return DeployedStack.deploy(
                blueprint(REGION),
                List.of(faults).stream().map(FaultSpec::parse).toList(),
                Listener.NONE,
                Wiring.loopback(REGION));
    }

    /** Deploys the stack with other policies. */
    public static DeployedStack deploy(UnaryOperator<StackPolicies> policies) throws IOException {
        return DeployedStack.deploy(
                blueprint(REGION),
                List.of(),
                Listener.NONE,
                Wiring.loopback(REGION).under(policies));
    }

    /** Runs a dataset in a separate stack. */
    static Outcome rehearse(Optional<Path> dataset, Path reports, String... faults) throws IOException {
        return rehearse(dataset, false, reports, faults);
    }

    /**
     * Runs a dataset as in {@link #rehearse}, but with SDK clients that use no sockets. For large datasets, in which
     * each answer requires several requests.
     */
    static Outcome rehearseWithoutSockets(Path dataset, Path reports) throws IOException {
        Rehearsal.Request request = Rehearsal.Request.of(dataset, reports);
        Upload upload = Upload.of(request.dataset(), request.model());
        return Rehearsal.run(
                assembly(), REGION, upload, request, Wiring.direct(REGION), Progress.NONE, System.nanoTime());
    }

    /** Runs a dataset as in {@link #rehearse}, with each handler in a separate process. */
    static Outcome rehearseInProcesses(Optional<Path> dataset, Path reports, String... faults) throws IOException {
        return rehearse(dataset, true, reports, faults);
    }

    private static Outcome rehearse(Optional<Path> dataset, boolean processes, Path reports, String... faults)
            throws IOException {
        List<FaultSpec> specs = List.of(faults).stream().map(FaultSpec::parse).toList();
        Rehearsal.Request request =
                new Rehearsal.Request(dataset, Optional.empty(), specs, false, processes, reports, Optional.empty());
        Upload upload = Upload.of(dataset, Optional.empty());
        return Rehearsal.run(assembly(), REGION, upload, request, Progress.NONE, System.nanoTime());
    }

    /** Writes a folder with a small part of the demonstration dataset. */
    public static Path smallDataset(Path folder, String settings) throws IOException {
        Path whole = Files.createDirectories(folder.resolve("whole"));
        Demonstration.generate(Demonstration.SEED).write(whole);
        Path small = Files.createDirectories(folder.resolve("small"));
        head(whole.resolve("train.jsonl"), 120, small.resolve("train.jsonl"));
        head(whole.resolve("test.jsonl"), 40, small.resolve("test.jsonl"));
        Files.writeString(small.resolve("run.json"), settings);
        return small;
    }

    public static JsonNode status(DeployedStack stack) throws IOException {
        String runId = stack.executions().get(0).name();
        return stack.result("runs/" + runId + "/status.json").orElseThrow();
    }

    private static void head(Path from, int lines, Path to) throws IOException {
        try (var all = Files.lines(from)) {
            Files.writeString(to, all.limit(lines).collect(Collectors.joining("\n")) + "\n", StandardCharsets.UTF_8);
        }
    }
}
