package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code cdk synth} wrote: one stack's template and its assets.
 *
 * @param template the stack's template
 * @param assets the assets' files, by their hash
 */
public record Assembly(JsonNode template, Map<String, Path> assets) {

    /**
     * Reads a cloud assembly that holds one stack.
     *
     * @throws IllegalArgumentException if there is not exactly one template
     */
    public static Assembly read(Path directory) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Path> templates;
        try (Stream<Path> files = Files.list(directory)) {
            templates = files.filter(file -> file.getFileName().toString().endsWith(".template.json"))
                    .toList();
        }
        if (templates.size() != 1) {
            throw new IllegalArgumentException(
                    directory + " holds " + templates.size() + " templates; the rehearsal takes an app of one stack.");
        }
        String name = templates.get(0).getFileName().toString().replace(".template.json", ".assets.json");
        Map<String, Path> assets = new TreeMap<>();
        json.readTree(directory.resolve(name).toFile())
                .path("files")
                .properties()
                .forEach(file -> assets.put(
                        file.getKey(),
                        directory.resolve(
                                file.getValue().path("source").path("path").asText())));
        return new Assembly(json.readTree(templates.get(0).toFile()), assets);
    }
}
