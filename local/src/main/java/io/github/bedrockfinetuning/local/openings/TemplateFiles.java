package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads templates from {@code cdk synth}: single files, or all stacks in an app with their nested stacks. */
public final class TemplateFiles {
    /** The suffix of template file names. */
    public static final String ENDING = ".template.json";

    /** The maximum number of nested stacks. A higher number indicates a stack that contains itself. */
    private static final int MOST_NESTED = 100;

    private static final String MANIFEST = "manifest.json";
    private static final Pattern ENVIRONMENT = Pattern.compile("aws://([^/]+)/(.+)");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private TemplateFiles() {}

    /** Reads the JSON of a template. */
    public static JsonNode json(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return Documents.STRICT.readTree(file.toFile());
    }

    /** Reads a template and, from the same folder, the templates of its nested stacks. */
    public static StackTemplate read(Path file, String region) throws IOException {
        return read(file, region, 0, new int[1]);
    }

    private static StackTemplate read(Path file, String region, int depth, int[] count) throws IOException {
        JsonNode json = json(file);
        Map<String, StackTemplate> nested = new LinkedHashMap<>();
        for (var entry : json.path("Resources").properties()) {
            String asset =
                    entry.getValue().path("Metadata").path("aws:asset:path").asText();
            if (entry.getValue().path("Type").asText().equals("AWS::CloudFormation::Stack") && !asset.isEmpty()) {
                Optional<Path> beside = beside(file, asset).filter(Files::isRegularFile);
                // These limits end the reading of a template that contains itself.
                if (beside.isPresent() && depth < 10 && count[0]++ < MOST_NESTED) {
                    nested.put(entry.getKey(), read(beside.get(), region, depth + 1, count));
                }
            }
        }
        return new StackTemplate(name(file), region, json, nested);
    }

    private static Optional<Path> beside(Path file, String asset) {
        try {
            return Optional.ofNullable(Path.of(asset).getFileName()).map(file::resolveSibling);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the templates of all stacks in an app, including its stages. */
    public static List<Path> ofApp(Path directory) throws IOException {
        return ofApp(directory, 0);
    }

    private static List<Path> ofApp(Path directory, int depth) throws IOException {
        if (depth > 10) {
            throw new IOException(directory + " is a stage that contains itself. Run cdk synth again.");
        }
        Path manifest = directory.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new NoSuchFileException(manifest.toString());
        }
        List<Path> files = new ArrayList<>();
        for (JsonNode artifact : Documents.STRICT.readTree(manifest.toFile()).path("artifacts")) {
            String type = artifact.path("type").asText();
            if (type.equals("aws:cloudformation:stack")) {
                files.add(named(directory, artifact, "templateFile"));
            } else if (type.equals("cdk:cloud-assembly")) {
                files.addAll(ofApp(named(directory, artifact, "directoryName"), depth + 1));
            }
        }
        return files;
    }

    private static Path named(Path directory, JsonNode artifact, String property) throws IOException {
        String name = artifact.path("properties").path(property).asText();
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            throw new IOException(directory.resolve(MANIFEST) + " contains an invalid file name: " + name + ".", e);
        }
    }

    /** Returns the account from the manifest that is in the same folder as a template. */
    public static Optional<String> account(Path file) throws IOException {
        return environment(file)
                .map(parts -> parts.group(1))
                .filter(account -> ACCOUNT.matcher(account).matches());
    }

    /** Returns the Region from the manifest that is in the same folder as a template. */
    public static Optional<String> region(Path file) throws IOException {
        return environment(file).map(parts -> parts.group(2)).filter(region -> !region.equals("unknown-region"));
    }

    private static Optional<Matcher> environment(Path file) throws IOException {
        Path manifest = file.toAbsolutePath().resolveSibling(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        for (JsonNode artifact : Documents.STRICT.readTree(manifest.toFile()).path("artifacts")) {
            Matcher environment =
                    ENVIRONMENT.matcher(artifact.path("environment").asText());
            boolean same = artifact.path("properties")
                    .path("templateFile")
                    .asText()
                    .equals(file.getFileName().toString());
            if (same && environment.matches()) {
                return Optional.of(environment);
            }
        }
        return Optional.empty();
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
