package io.github.bedrockfinetuning.checkers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.stream.Stream;

/** AWS Control Tower's proactive rules, as npm @cdklabs/cdk-validator-cfnguard brings them, with their cfn-guard. */
final class ControlTower {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RULE = Pattern.compile("\\[(CT\\.[A-Z0-9.]+)]");
    private static final Pattern RESOURCE = Pattern.compile("/Resources/([A-Za-z0-9]+)");

    private static Result ofStacks;

    private ControlTower() {}

    /**
     * What the rules say of templates.
     *
     * @param findings by template, excepted or not
     * @param looked how often a rule had something to look at
     */
    record Result(Map<Path, List<Finding>> findings, int looked) {}

    /** What the rules say of the stacks. */
    static synchronized Result ofStacks() {
        if (ofStacks == null) {
            ofStacks = of(CheckedStacks.templateFiles());
        }
        return ofStacks;
    }

    static Result of(List<Path> templates) {
        Path tool = NpmTools.installed("@cdklabs/cdk-validator-cfnguard");
        List<String> command = new ArrayList<>(List.of(guard(tool), "validate", "-o", "json", "-S", "none"));
        command.add("--rules");
        command.addAll(rules(tool, templates));
        command.add("--data");
        templates.forEach(template -> command.add(template.toString()));
        String output = once(command, templates);
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

    /** The rules take minutes, so the JVMs of a build share what they said of the same templates. */
    private static String once(List<String> command, List<Path> templates) {
        Path folder = Path.of("target", "control-tower");
        try {
            Files.createDirectories(folder);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\n", command.subList(0, command.indexOf("--data")))
                    .getBytes(StandardCharsets.UTF_8));
            for (Path template : templates) {
                digest.update(template.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(template));
            }
            Path said = folder.resolve(HexFormat.of().formatHex(digest.digest()) + ".json");
            try (FileChannel channel = FileChannel.open(
                    folder.resolve(said.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                channel.lock(); // Until the channel is closed.
                if (!Files.exists(said)) {
                    Files.writeString(said, NpmTools.output(command, ""));
                }
            }
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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

    /** Those that look at a type of resource which is there; the others have nothing to say and take their time. */
    private static List<String> rules(Path tool, List<Path> templates) {
        Set<String> types = new TreeSet<>();
        templates.forEach(template -> CheckedStacks.read(template)
                .path("Resources")
                .forEach(resource -> types.add('"' + resource.path("Type").asText() + '"')));
        try (Stream<Path> files = Files.walk(tool.resolve("rules/control-tower/cfn-guard"))) {
            return files.filter(file -> file.toString().endsWith(".guard"))
                    .filter(file -> types.stream().anyMatch(read(file)::contains))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
