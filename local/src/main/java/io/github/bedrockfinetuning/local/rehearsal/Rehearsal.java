package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.app.FineTuningApp;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.folders.Folders;
import io.github.bedrockfinetuning.local.states.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the synthesized workflow with a dataset on this computer. */
public final class Rehearsal {
    private static final String DEFAULT_REGION = "us-east-1";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = Json.mapper();

    /**
     * The settings of a rehearsal.
     *
     * @param dataset the dataset file or folder; empty for the demonstration dataset
     * @param model the base model; empty to use the one in run.json or the default of the Region
     * @param approve whether to approve the run one hour after its approval request; if false, the request receives no
     *     response
     * @param processes whether each handler runs in a separate process, as in Lambda
     * @param reports the folder for reports; each run creates a subfolder
     * @param keep the folder in which the rehearsal is saved, so it can be resumed after its process ends; empty to
     *     save nothing
     */
    public record Request(
            Optional<Path> dataset,
            Optional<String> model,
            List<FaultSpec> faults,
            boolean approve,
            boolean processes,
            Path reports,
            Optional<Path> keep) {

        /** Returns the settings for a dataset, with all functions in one process and without approval. */
        public static Request of(Path dataset, Path reports) {
            return new Request(
                    Optional.of(dataset), Optional.empty(), List.of(), false, false, reports, Optional.empty());
        }
    }

    private Rehearsal() {}

    /** Synthesizes the stack, deploys it to the local simulation, and starts a run with the dataset. */
    public static Outcome run(Request request, Progress progress) throws IOException {
        return run(request, Optional.empty(), progress);
    }

    /**
     * Synthesizes the stack or uses a cached synthesis, deploys it to the local simulation, and starts a run with the
     * dataset.
     *
     * @param syntheses the cache of syntheses; empty to always synthesize the stack
     */
    public static Outcome run(Request request, Optional<Syntheses> syntheses, Progress progress) throws IOException {
        long started = System.nanoTime();
        NotStarted.requireDataset(request.dataset());
        Upload upload = Upload.of(request.dataset(), request.model());
        String region = region(request.model().or(upload::baseModel));
        Map<String, Object> context = context(request.model(), region, progress);
        Syntheses.Synthesizer synthesizer = out -> {
            progress.said("Synthesizing the stack for " + region + " ...");
            FineTuningApp.synthesize(out, region, context);
        };
        Optional<Path> kept =
                syntheses.isEmpty() ? Optional.empty() : syntheses.get().of(region, context, synthesizer);
        if (kept.isPresent()) {
            return run(Assembly.read(kept.get()), region, upload, request, progress, started);
        }
        Path out = Files.createTempDirectory("cdk.out");
        try {
            synthesizer.into(out);
            return run(Assembly.read(out), region, upload, request, progress, started);
        } finally {
            Folders.delete(out);
        }
    }

    /** Deploys a workflow of a synthesized app to the local simulation and starts a run with the dataset. */
    public static Outcome run(Assembly app, Request request, Progress progress) throws IOException {
        NotStarted.requireDataset(request.dataset());
        Upload upload = Upload.of(request.dataset(), request.model());
        String region = app.region().orElseGet(() -> region(request.model().or(upload::baseModel)));
        return run(app, region, upload, request, progress, System.nanoTime());
    }

    /**
     * Synthesizes the app to a folder that is deleted when the JVM exits, and reads the assembly.
     *
     * @param context the context values, as on the command line of the CDK
     */
    public static Assembly synthesize(String region, Map<String, Object> context) throws IOException {
        Path out = Folders.untilTheEnd("cdk.out");
        FineTuningApp.synthesize(out, region, context);
        return Assembly.read(out);
    }

    /**
     * Returns the context for a stack with the base model. If the model does not accept new fine-tuning jobs, returns
     * the context of the default stack, which rejects the run.
     */
    private static Map<String, Object> context(Optional<String> named, String region, Progress progress) {
        Optional<Model> model =
                named.map(Catalogue.load()::model).filter(one -> one.lifecycle().active());
        Map<String, Object> context = new HashMap<>();
        model.ifPresent(one -> context.put("baseModel", one.id()));
        model.filter(one -> one.crossesRegions(region)).ifPresent(one -> {
            context.put("allowCrossRegionInference", true);
            progress.said(one.name() + " is available in " + region + " only through the inference profile "
                    + one.invocationId(region).orElseThrow()
                    + ", which sends prompts to other Regions. The rehearsal uses allowCrossRegionInference. "
                    + "Your stack also requires it.");
        });
        return context;
    }

    /** Runs a dataset in a synthesized stack. */
    static Outcome run(
            Assembly assembly, String region, Upload upload, Request request, Progress progress, long started)
            throws IOException {
        Wiring wiring = request.processes() ? Wiring.processes(region) : Wiring.loopback(region);
        if (request.keep().isEmpty()) {
            return run(assembly, region, upload, request, wiring, progress, started);
        }
        try (KeptRun kept = KeptRun.open(request.keep().get(), assembly, region, upload, request)) {
            kept.tell(progress);
            return kept.finished().isPresent()
                    ? kept.finished().get()
                    : kept.finish(run(assembly, region, upload, request, kept.wiring(wiring), progress, started));
        }
    }

    /** Runs a dataset in a synthesized stack with the specified wiring. */
    static Outcome run(
            Assembly assembly,
            String region,
            Upload upload,
            Request request,
            Wiring wiring,
            Progress progress,
            long started)
            throws IOException {
        RunListener listener = new RunListener(progress, request.approve());
        try (DeployedStack stack = DeployedStack.deploy(assembly, region, request.faults(), listener, wiring)) {
            listener.follow(stack);
            stack.notes().forEach(progress::said);
            progress.said("Uploading " + upload.name() + " to s3://" + stack.datasets() + "/inbox/ ...");
            upload.into(stack);
            stack.settle();
            progress.finished();
            if (stack.executions().isEmpty()) {
                throw new IllegalArgumentException(new NotStarted(stack).why(upload.name()));
            }
            stack.requireFaultsReached(request.faults());
            return outcome(stack, listener, new ReportFolder(request, upload), started);
        }
    }

    private static Outcome outcome(DeployedStack stack, RunListener listener, ReportFolder reports, long started)
            throws IOException {
        Optional<Execution> execution = stack.executions().stream().findFirst();
        String runId = execution.map(Execution::name).orElse(null);
        JsonNode status = limited(result(stack, Prefixes.RUNS + runId + "/" + FileNames.STATUS), stack);
        JsonNode report = result(stack, Prefixes.REPORTS + runId + "/" + FileNames.REPORT);
        JsonNode data = result(stack, Prefixes.REPORTS + runId + "/" + FileNames.DATA);
        String page = reports.write(stack, runId);
        Meter meter = stack.aws().meter();
        return new Outcome(
                runId,
                status.path("status")
                        .asText(execution.map(e -> e.status().name()).orElse(RunStatus.FAILED.name())),
                new Outcome.Scores(
                        status.path("verdict").textValue(),
                        object(report.path("systems")),
                        array(report.path("comparisons"))),
                array(data.path("findings")),
                new Outcome.Bill(
                        MAPPER.valueToTree(meter.stillBilling()),
                        MAPPER.valueToTree(meter.billed()),
                        meter.stored().size()),
                new Outcome.Trace(
                        listener.states(), Math.round((System.nanoTime() - started) / 1e7) / 100.0, stack.memory()),
                page,
                status);
    }

    /** Adds the limitations of the local models to the reason for a verdict. */
    private static JsonNode limited(JsonNode status, DeployedStack stack) {
        List<String> limits = stack.aws().bedrock().limits();
        if (limits.isEmpty()
                || status.path("verdict").isMissingNode()
                || status.path("verdict").isNull()) {
            return status;
        }
        ObjectNode changed = (ObjectNode) status;
        return changed.put("reason", status.path("reason").asText() + " " + String.join(" ", limits));
    }

    private static JsonNode result(DeployedStack stack, String key) throws IOException {
        return stack.result(key).orElse(JSON.objectNode());
    }

    private static JsonNode object(JsonNode node) {
        return node.isObject() ? node : JSON.objectNode();
    }

    private static JsonNode array(JsonNode node) {
        return node.isArray() ? node : JSON.arrayNode();
    }

    private static String region(Optional<String> model) {
        return model.flatMap(Catalogue.load()::find)
                .filter(one -> one.lifecycle().active())
                .map(Model::trainingRegions)
                .filter(regions -> !regions.isEmpty() && !regions.contains(DEFAULT_REGION))
                .map(regions -> regions.get(0))
                .orElse(DEFAULT_REGION);
    }
}
