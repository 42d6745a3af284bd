package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.demonstration.Demonstration;
import io.github.bedrockfinetuning.local.folders.Folders;
import io.github.bedrockfinetuning.run.DropFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset to upload to the inbox. It is one file, or a folder whose run.json is uploaded last because it starts the
 * run.
 *
 * @param name the name of the dataset
 * @param objects the objects to upload in order, by key after {@code inbox/}
 */
record Upload(String name, Map<String, Content> objects) {
    private static final String SETTINGS = FileNames.RUN;
    /** The maximum size of all files, in bytes. */
    private static final long LARGEST = 64L << 20;

    /** The maximum size of the settings, in bytes. A run rejects larger settings. */
    private static final long LARGEST_SETTINGS = 1L << 20;

    private static final ObjectMapper JSON = Json.mapper();

    static Upload of(Optional<Path> dataset, Optional<String> model) throws IOException {
        if (dataset.isEmpty()) {
            return demonstration(model);
        }
        Path path = dataset.get();
        Upload upload = Files.isDirectory(path) ? folder(path, model) : file(path);
        long bytes = upload.objects().values().stream().mapToLong(Content::size).sum();
        if (bytes > LARGEST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A rehearsal accepts datasets of up to %d MiB, because it trains local models on this "
                            + "computer. The size of %s is %d MiB. Check the complete dataset with ./fine-tune check, "
                            + "and rehearse with a part of it.",
                    LARGEST >> 20,
                    path,
                    bytes >> 20));
        }
        return upload;
    }

    /** Returns the base model in the settings of the folder. */
    Optional<String> baseModel() {
        Content settings = objects.get(name + "/" + SETTINGS);
        if (settings == null || settings.size() > LARGEST_SETTINGS) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    JSON.readTree(settings.bytes()).path("baseModel").textValue());
        } catch (IOException notJson) {
            // The run rejects these settings and reports the error.
            return Optional.empty();
        }
    }

    void into(DeployedStack stack) {
        objects.forEach((key, content) -> stack.upload(Prefixes.INBOX + key, content));
    }

    private static Upload file(Path file) throws IOException {
        String name = file.getFileName().toString();
        return new Upload(name, Map.of(name, content(file)));
    }

    private static Upload folder(Path folder, Optional<String> model) throws IOException {
        String name = folder.toRealPath().getFileName().toString();
        Map<String, Content> objects = new LinkedHashMap<>();
        for (String part : DropFiles.in(folder)) {
            objects.put(name + "/" + part, content(folder.resolve(part)));
        }
        if (objects.isEmpty()) {
            throw new IllegalArgumentException(
                    folder + " contains none of " + String.join(", ", DropFiles.PARTS) + ".");
        }
        Path settings = folder.resolve(SETTINGS);
        Content given = Files.exists(settings) ? content(settings) : Content.of("{}");
        objects.put(name + "/" + SETTINGS, withModel(given, model));
        return new Upload(name, objects);
    }

    /** Returns the content of a file without copying it, because the file can be large. */
    private static Content content(Path file) throws IOException {
        return Content.of(file, Source.of(file).size());
    }

    private static Upload demonstration(Optional<String> model) throws IOException {
        Path temporary = Files.createTempDirectory("rehearsal");
        try {
            Path folder = Files.createDirectory(temporary.resolve("support-routing"));
            Demonstration.generate(Demonstration.SEED).write(folder);
            Upload upload = folder(folder, model);
            Map<String, Content> objects = new LinkedHashMap<>();
            upload.objects().forEach((key, content) -> objects.put(key, Content.of(content.bytes())));
            return new Upload(upload.name(), objects);
        } finally {
            Folders.delete(temporary);
        }
    }

    private static Content withModel(Content settings, Optional<String> model) throws IOException {
        if (model.isEmpty() || settings.size() > LARGEST_SETTINGS) {
            return settings;
        }
        try {
            JsonNode parsed = JSON.readTree(settings.bytes());
            return parsed instanceof ObjectNode object
                    ? Content.of(JSON.writeValueAsBytes(object.put("baseModel", model.get())))
                    : settings;
        } catch (JsonProcessingException notJson) {
            return settings;
        }
    }
}
