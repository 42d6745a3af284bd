package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.steps.StartRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A fine-tuning workflow in a synthesized app: the template and the assets of its stack, and the resources that belong
 * to the workflow. The app can contain other stacks, other resources and several workflows.
 *
 * @param template the template of the stack
 * @param assets the asset files by hash
 * @param surroundings the environment of the stack and the other stacks of the app
 * @param workflow the construct path of the workflow, such as {@code MyStack/FineTuning}
 * @param startRun the logical ID of the function that starts runs
 * @param pathsById the construct paths of all resources by logical ID
 * @param workflows the construct paths of all workflows in the stack
 */
public record Assembly(
        JsonNode template,
        Map<String, Path> assets,
        String stackName,
        Surroundings surroundings,
        String workflow,
        String startRun,
        Map<String, String> pathsById,
        List<String> workflows) {
    private static final ObjectMapper JSON = Json.mapper();
    private static final String START_RUN = "/StartRun/Function/Resource";

    /** Creates an assembly in which all resources belong to one workflow. */
    public Assembly(JsonNode template, Map<String, Path> assets) {
        this(
                template,
                assets,
                "FineTuning",
                Surroundings.NONE,
                "FineTuning",
                startRuns(template).get(0),
                Map.of(),
                List.of("FineTuning"));
    }

    /**
     * Creates an assembly for one workflow in a deployed template. The CDK writes the construct path of every
     * resource to the template's metadata, unless this is switched off. Without the paths, all resources belong to
     * the workflow.
     *
     * @throws IllegalArgumentException if the template does not contain the workflow, or contains several and no paths
     * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-synth.html">cdk synth, --path-metadata</a>
     */
    static Assembly deployed(JsonNode template, WorkflowDescriptor.Identity workflow) {
        Map<String, String> paths = new TreeMap<>();
        template.path("Resources").properties().forEach(resource -> {
            JsonNode path = resource.getValue().path("Metadata").path("aws:cdk:path");
            if (path.isTextual()) {
                paths.put(resource.getKey(), "/" + path.textValue());
            }
        });
        List<String> starts = startRuns(template).stream()
                .filter(start -> paths.isEmpty() || workflowOf(paths, start).equals(workflow.path()))
                .toList();
        if (starts.size() != 1) {
            throw new IllegalArgumentException("The template of the stack " + workflow.stack() + " contains "
                    + (starts.isEmpty()
                            ? "no workflow " + workflow.path() + "."
                            : starts.size() + " workflows and no construct paths. Deploy it with --path-metadata."));
        }
        return new Assembly(
                template,
                Map.of(),
                workflow.stack(),
                Surroundings.of("aws://" + workflow.account() + "/" + workflow.region(), List.of()),
                workflow.path(),
                starts.get(0),
                paths,
                List.of(workflow.path()));
    }

    /**
     * Reads a cloud assembly with one workflow.
     *
     * @param directory the {@code cdk.out} folder of the app
     * @throws IllegalArgumentException if the assembly does not contain exactly one workflow
     */
    public static Assembly read(Path directory) throws IOException {
        return read(directory, Optional.empty());
    }

    /**
     * Reads one workflow in a cloud assembly.
     *
     * @param workflow the construct path of the workflow; empty if there is only one
     * @throws IllegalArgumentException if the workflow does not exist, or if it is not specified and there are several;
     *     the message lists all workflows
     */
    public static Assembly read(Path directory, Optional<String> workflow) throws IOException {
        Path manifest = directory.resolve("manifest.json");
        if (!Files.exists(manifest)) {
            throw new NoSuchFileException(manifest.toString(), null, "synthesize the app there first (cdk synth)");
        }
        List<Artifact> stacks = stacks(directory);
        List<Assembly> found = stacks.stream()
                .flatMap(stack -> workflows(stack, stacks).stream())
                .toList();
        List<Assembly> matching = found.stream()
                .filter(candidate -> workflow.map(candidate.workflow()::equals).orElse(true))
                .toList();
        if (matching.size() == 1) {
            return matching.get(0);
        }
        String there = found.isEmpty()
                ? "It contains no FineTuningWorkflow."
                : "Specify one of its workflows with --workflow: "
                        + found.stream().map(Assembly::workflow).collect(Collectors.joining(", ")) + ".";
        throw new IllegalArgumentException(directory
                + workflow.map(name -> " has no workflow " + name).orElse(" does not contain exactly one workflow")
                + ". " + there);
    }

    /**
     * Returns the Region that the stack was synthesized for, or an empty {@code Optional} if it can be deployed in
     * any Region.
     */
    Optional<String> region() {
        return surroundings.region();
    }

    /** Returns whether a resource belongs to this workflow or to another workflow in the stack. */
    boolean isOfWorkflow(String logicalId) {
        String path = pathsById.get(logicalId);
        return path == null || workflows.stream().anyMatch(workflow -> path.startsWith("/" + workflow + "/"));
    }

    /** A stack in a manifest, with the folder of the manifest. */
    private record Artifact(
            Path directory,
            String id,
            JsonNode stack,
            JsonNode template,
            Map<String, Path> assets,
            Map<String, String> paths) {
        /** Reads a stack and the resources of its nested stacks. */
        static Artifact of(Path directory, String id, JsonNode stack) throws IOException {
            JsonNode properties = stack.path("properties");
            Map<String, Path> assets = Assembly.assets(directory, properties);
            NestedStacks.Inlined whole = NestedStacks.inline(
                    properties.path("stackName").asText(id),
                    json(directory.resolve(properties.path("templateFile").asText())),
                    assets,
                    logicalIds(directory, stack),
                    Assembly::json);
            return new Artifact(directory, id, stack, whole.template(), assets, whole.paths());
        }

        String name() {
            return stack.path("properties").path("stackName").asText(id);
        }
    }

    /** Returns the stacks in an app, including its stages. */
    private static List<Artifact> stacks(Path directory) throws IOException {
        List<Artifact> stacks = new ArrayList<>();
        for (Map.Entry<String, JsonNode> artifact :
                json(directory.resolve("manifest.json")).path("artifacts").properties()) {
            JsonNode properties = artifact.getValue().path("properties");
            switch (artifact.getValue().path("type").asText()) {
                case "aws:cloudformation:stack" ->
                    stacks.add(Artifact.of(directory, artifact.getKey(), artifact.getValue()));
                case "cdk:cloud-assembly" ->
                    stacks.addAll(stacks(
                            directory.resolve(properties.path("directoryName").asText())));
                default -> {}
            }
        }
        return stacks;
    }

    private static List<Assembly> workflows(Artifact artifact, List<Artifact> all) {
        JsonNode stack = artifact.stack();
        JsonNode template = artifact.template();
        Map<String, String> paths = artifact.paths();
        Map<String, String> startRuns = new TreeMap<>();
        startRuns(template).forEach(start -> startRuns.put(workflowOf(paths, start), start));
        if (startRuns.isEmpty()) {
            return List.of();
        }
        Surroundings surroundings = Surroundings.of(
                stack.path("environment").asText(),
                all.stream()
                        .filter(other -> other != artifact)
                        .map(other -> new Surroundings.Other(other.name(), other.template()))
                        .toList());
        return startRuns.entrySet().stream()
                .map(start -> new Assembly(
                        template,
                        artifact.assets(),
                        artifact.name(),
                        surroundings,
                        start.getKey(),
                        start.getValue(),
                        paths,
                        List.copyOf(startRuns.keySet())))
                .toList();
    }

    /** Returns the logical IDs of the functions that start runs. */
    private static List<String> startRuns(JsonNode template) {
        return template.path("Resources").properties().stream()
                .filter(resource -> resource.getValue()
                        .path("Properties")
                        .path("Handler")
                        .asText()
                        .startsWith(StartRun.class.getName() + "::"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String workflowOf(Map<String, String> paths, String startRun) {
        String path = paths.getOrDefault(startRun, "/" + startRun);
        return path.substring(1, path.endsWith(START_RUN) ? path.length() - START_RUN.length() : path.length());
    }

    /**
     * Returns logical IDs, keyed by construct path, from a file in the folder of the manifest or, for older apps,
     * from the manifest. Includes the resources of nested stacks.
     */
    private static Map<String, String> logicalIds(Path directory, JsonNode stack) throws IOException {
        String file = stack.path("additionalMetadataFile").asText("");
        JsonNode metadata = file.isEmpty() ? stack.path("metadata") : json(directory.resolve(file));
        Map<String, String> ids = new TreeMap<>();
        metadata.properties()
                .forEach(entry -> entry.getValue().forEach(fact -> {
                    if (fact.path("type").asText().equals("aws:cdk:logicalId")) {
                        ids.put(entry.getKey(), fact.path("data").asText());
                    }
                }));
        return ids;
    }

    private static Map<String, Path> assets(Path directory, JsonNode properties) throws IOException {
        String manifest = properties.path("templateFile").asText().replace(".template.json", ".assets.json");
        Map<String, Path> assets = new TreeMap<>();
        json(directory.resolve(manifest))
                .path("files")
                .properties()
                .forEach(file -> assets.put(
                        file.getKey(),
                        directory.resolve(
                                file.getValue().path("source").path("path").asText())));
        return assets;
    }

    private static JsonNode json(Path file) throws IOException {
        try (InputStream in = Source.of(file).open()) {
            return JSON.readTree(in);
        }
    }
}
