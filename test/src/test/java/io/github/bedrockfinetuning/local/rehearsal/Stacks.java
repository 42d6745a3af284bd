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

/** The stack, synthesized once for all tests, and a small dataset to send through it. */
public final class Stacks {
    public static final String REGION = "us-east-1";

    /** By the catalogue every base model in the west is in Legacy; this account still has access to them. */
    static final Map<String, Object> WESTERN = Map.of(
            "baseModel", "meta.llama3-1-8b-instruct-v1:0:128k",
            "allowEndOfLifeModels", true,
            "allowCrossRegionInference", true);

    /** Of all JVMs of a build. */
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

    /** The directory of another app's cloud assembly, synthesized once for all JVMs of a build. */
    public static Path shared(String app, Consumer<Path> synthesizer) {
        try {
            return shared(app, Map.of(), synthesizer::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One JVM synthesizes, and others that need the same wait for it. */
    private static synchronized Path shared(String name, Map<String, Object> context, Syntheses.Synthesizer synthesizer)
            throws IOException {
        Files.createDirectories(SHARED);
        try (FileChannel channel =
                FileChannel.open(SHARED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // Until the channel is closed.
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

    /** The stack's policies. */
    public static StackPolicies policies() {
        return blueprint(REGION).policies();
    }

    /** The stack's template. */
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

    /** Deploys the stack under other policies than its own. */
    public static DeployedStack deploy(UnaryOperator<StackPolicies> policies) throws IOException {
        return DeployedStack.deploy(
                blueprint(REGION),
                List.of(),
                Listener.NONE,
                Wiring.loopback(REGION).under(policies));
    }

    /** Sends a dataset through a stack of its own. */
    static Outcome rehearse(Optional<Path> dataset, Path reports, String... faults) throws IOException {
        return rehearse(dataset, false, reports, faults);
    }

    /** As {@link #rehearse}, with the SDK as it is but for its sockets: for large datasets, of which each answer is calls. */
    static Outcome rehearseWithoutSockets(Path dataset, Path reports) throws IOException {
        Rehearsal.Request request = Rehearsal.Request.of(dataset, reports);
        Upload upload = Upload.of(request.dataset(), request.model());
        return Rehearsal.run(
                assembly(), REGION, upload, request, Wiring.direct(REGION), Progress.NONE, System.nanoTime());
    }

    /** As {@link #rehearse}, with each handler in a process of its own. */
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

    /** Writes a folder with a small share of the demonstration dataset. */
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
