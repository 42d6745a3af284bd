package io.github.bedrockfinetuning.checkers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.folders.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the proactive rules of AWS Control Tower with cfn-guard, from npm @cdklabs/cdk-validator-cfnguard. */
final class ControlTower {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RULE = Pattern.compile("\\[(CT\\.[A-Z0-9.]+)]");
    private static final Pattern RESOURCE = Pattern.compile("/Resources/([A-Za-z0-9]+)");

    private static Result ofStacks;

    private ControlTower() {}

    /**
     * The result of the rules for the templates.
     *
     * @param findings the findings by template, including accepted ones
     * @param looked the number of times a rule was applied to a resource
     */
    record Result(Map<Path, List<Finding>> findings, int looked) {}

    /** Returns the result for the stacks. */
    static synchronized Result ofStacks() {
        if (ofStacks == null) {
            ofStacks = of(CheckedStacks.templateFiles());
        }
        return ofStacks;
    }

    static Result of(List<Path> templates) {
        String output = once(NpmTools.installed("@cdklabs/cdk-validator-cfnguard"), templates);
        Map<Path, List<Finding>> findings = new LinkedHashMap<>();
        Map<Path, Path> byName = new HashMap<>();
        templates.forEach(template -> {
            findings.put(template, new ArrayList<>());
            byName.put(template.getFileName(), template);
        });
        int looked = 0;
        try (var results = JSON.readerFor(JsonNode.class).<JsonNode>readValues(output)) {
            while (results.hasNext()) {
                JsonNode result = results.next();
                looked += result.path("status").asText().equals("SKIP") ? 0 : 1;
                Path template = byName.get(Path.of(result.path("name").asText()).getFileName());
                result.path("not_compliant")
                        .forEach(rule -> findings.get(template).addAll(of(rule, CheckedStacks.read(template))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Result(findings, looked);
    }

    /** Returns the result for the templates, which all JVMs of a build share. */
    private static String once(Path tool, List<Path> templates) {
        Path folder = Path.of("target", "control-tower");
        try {
            Files.createDirectories(folder);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(tool.resolve("package.json")));
            for (Path template : templates) {
                digest.update(template.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(template));
            }
            Path said = folder.resolve(HexFormat.of().formatHex(digest.digest()) + ".json");
            try (FileChannel channel = FileChannel.open(
                    folder.resolve(said.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                channel.lock(); // The lock is held until the channel is closed.
                if (!Files.exists(said)) {
                    Files.writeString(said, validate(tool, templates));
                }
            }
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs the rules on the resources that they apply to. cfn-guard copies a template for every rule, so complete
     * templates take minutes. A rule finds resources by type and follows their references by one step.
     */
    private static String validate(Path tool, List<Path> templates) throws IOException {
        String guard = guard(tool);
        Map<Path, JsonNode> whole = new LinkedHashMap<>();
        templates.forEach(template -> whole.put(template, CheckedStacks.read(template)));
        Path folder = Files.createTempDirectory("control-tower");
        List<List<String>> commands = new ArrayList<>();
        for (var group : rulesByTypes(tool, whole.values()).entrySet()) {
            List<String> command = new ArrayList<>(List.of(guard, "validate", "-o", "json", "-S", "none", "--rules"));
            group.getValue().forEach(rule -> command.add(rule.toString()));
            command.add("--data");
            command.addAll(parts(whole, group.getKey(), Files.createTempDirectory(folder, "group")));
            commands.add(command);
        }
        // Several at a time, because other JVMs of the build might be waiting for the result.
        String said = commands.parallelStream()
                .map(command -> NpmTools.output(command, ""))
                .collect(Collectors.joining());
        Folders.delete(folder);
        return said;
    }

    /** Writes the parts of the templates that rules for some types apply to. Returns the files that are not empty. */
    private static List<String> parts(Map<Path, JsonNode> templates, Set<String> types, Path folder)
            throws IOException {
        List<String> files = new ArrayList<>();
        for (var template : templates.entrySet()) {
            ObjectNode part = template.getValue().deepCopy();
            ObjectNode resources = part.withObject("Resources");
            resources.retain(lookedAt(template.getValue().path("Resources"), types));
            if (!resources.isEmpty()) {
                Path file = folder.resolve(template.getKey().getFileName());
                Files.writeString(file, part.toString());
                files.add(file.toString());
            }
        }
        return files;
    }

    private static List<Finding> of(JsonNode rule, JsonNode template) {
        String text = text(rule);
        Matcher id = RULE.matcher(text);
        String name = id.find() ? id.group(1) : rule.at("/Rule/name").asText();
        Set<String> resources = new TreeSet<>();
        Matcher resource = RESOURCE.matcher(text);
        while (resource.find()) {
            resources.add(resource.group(1));
        }
        return resources.stream()
                .map(logicalId -> {
                    JsonNode metadata =
                            template.path("Resources").path(logicalId).path("Metadata");
                    return new Finding(name, metadata.path("aws:cdk:path").asText(logicalId), reason(metadata, name));
                })
                .toList();
    }

    private static String reason(JsonNode metadata, String rule) {
        for (JsonNode accepted : metadata.at("/cdk_nag/rules_to_suppress")) {
            if (accepted.path("id").asText().equals(rule)) {
                return accepted.path("reason").asText();
            }
        }
        return null;
    }

    /** Returns the logical IDs of the resources of some types, and of the resources that they refer to. */
    private static Set<String> lookedAt(JsonNode resources, Set<String> types) {
        Set<String> ids = new TreeSet<>();
        resources.properties().forEach(resource -> {
            if (types.contains(resource.getValue().path("Type").asText())) {
                ids.add(resource.getKey());
                resource.getValue().findValues("Ref").forEach(reference -> ids.add(reference.asText()));
                resource.getValue()
                        .findValues("Fn::GetAtt")
                        .forEach(reference -> ids.add(reference.path(0).asText()));
            }
        });
        return ids;
    }

    /** Returns the rules for the resource types in the templates, grouped by the set of types that they apply to. */
    private static Map<Set<String>, List<Path>> rulesByTypes(Path tool, Collection<JsonNode> templates)
            throws IOException {
        Set<String> types = new TreeSet<>();
        templates.forEach(template -> template.path("Resources")
                .forEach(resource -> types.add(resource.path("Type").asText())));
        Map<Set<String>, List<Path>> rules = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(tool.resolve("rules/control-tower/cfn-guard"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".guard"))
                    .sorted()
                    .toList()) {
                String rule = Files.readString(file);
                Set<String> named = types.stream()
                        .filter(type -> rule.contains('"' + type + '"'))
                        .collect(Collectors.toSet());
                if (!named.isEmpty()) {
                    rules.computeIfAbsent(named, absent -> new ArrayList<>()).add(file);
                }
            }
        }
        return rules;
    }

    private static String guard(Path tool) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor =
                System.getProperty("os.arch").replace("amd64", "x86_64").replace("arm64", "aarch64");
        String built = system.contains("mac") ? "macos" : "ubuntu";
        Path guard = tool.resolve("bin").resolve(built).resolve(processor).resolve("cfn-guard");
        assumeTrue(Files.isExecutable(guard), "cfn-guard was not built for " + system + " on " + processor + ".");
        return guard.toString();
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
