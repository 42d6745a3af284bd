package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.demonstration.Demonstration;
import io.github.bedrockfinetuning.run.DropFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a user drops into the inbox: one file, or a folder whose run.json comes last and is the signal.
 *
 * @param name the dataset's name
 * @param objects what is uploaded, by key below {@code inbox/}, in order
 */
record Upload(String name, Map<String, byte[]> objects) {
    private static final String SETTINGS = "run.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Upload of(Optional<Path> dataset, Optional<String> model) throws IOException {
        if (dataset.isEmpty()) {
            return demonstration(model);
        }
        Path path = dataset.get();
        return Files.isDirectory(path) ? folder(path, model) : file(path);
    }

    /** The base model that the folder's settings name. */
    Optional<String> baseModel() {
        byte[] settings = objects.get(name + "/" + SETTINGS);
        if (settings == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readTree(settings).path("baseModel").textValue());
        } catch (IOException notJson) {
            // The run will refuse it, and say where it is wrong.
            return Optional.empty();
        }
    }

    void into(DeployedStack stack) {
        objects.forEach((key, bytes) -> stack.upload("inbox/" + key, bytes));
    }

    private static Upload file(Path file) throws IOException {
        String name = file.getFileName().toString();
        return new Upload(name, Map.of(name, Files.readAllBytes(file)));
    }

    private static Upload folder(Path folder, Optional<String> model) throws IOException {
        String name = folder.toRealPath().getFileName().toString();
        Map<String, byte[]> objects = new LinkedHashMap<>();
        for (String part : DropFiles.in(folder)) {
            objects.put(name + "/" + part, Files.readAllBytes(folder.resolve(part)));
        }
        if (objects.isEmpty()) {
            throw new IllegalArgumentException(folder + " holds none of " + String.join(", ", DropFiles.PARTS) + ".");
        }
        Path settings = folder.resolve(SETTINGS);
        byte[] given = Files.exists(settings) ? Files.readAllBytes(settings) : "{}".getBytes(StandardCharsets.UTF_8);
        objects.put(name + "/" + SETTINGS, withModel(given, model));
        return new Upload(name, objects);
    }

    private static Upload demonstration(Optional<String> model) throws IOException {
        Path folder = Files.createTempDirectory("rehearsal").resolve("support-routing");
        Demonstration.generate(Demonstration.SEED).write(Files.createDirectories(folder));
        return folder(folder, model);
    }

    private static byte[] withModel(byte[] settings, Optional<String> model) throws IOException {
        if (model.isEmpty()) {
            return settings;
        }
        try {
            JsonNode parsed = JSON.readTree(settings);
            return parsed instanceof ObjectNode object
                    ? JSON.writeValueAsBytes(object.put("baseModel", model.get()))
                    : settings;
        } catch (JsonProcessingException notJson) {
            return settings;
        }
    }
}
