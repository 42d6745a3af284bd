package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A dataset to upload to the inbox of a deployed stack. The settings of a folder are uploaded last because they start
 * the run. They pin the versions of all other files, so later uploads do not affect the run.
 *
 * @param files the files to upload, in order, by object key
 * @param settings the settings of a folder; null for a single file
 * @param signal the object key that starts the run
 */
record Submission(Map<String, Path> files, @Nullable ObjectNode settings, String signal) {
    private static final String INBOX = Prefixes.INBOX;
    private static final String LINES = ".jsonl";
    private static final String TRAINING = FileNames.TRAIN;
    private static final String SETTINGS = FileNames.RUN;
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * An uploaded dataset.
     *
     * @param versionId the version ID of the object that starts the run
     * @param versions the version IDs of the other files in the folder, by name
     */
    record Submitted(RunId runId, String bucket, String key, String versionId, Map<String, String> versions) {}

    /** @throws IllegalArgumentException if there is no training file, or run.json is not a JSON object */
    static Submission read(Path dataset) throws IOException {
        if (Files.isDirectory(dataset)) {
            return folder(dataset);
        }
        if (!Files.isReadable(dataset)) {
            throw new IllegalArgumentException(dataset + " is not a readable file or folder.");
        }
        Source.of(dataset);
        String name = dataset.getFileName().toString();
        String key = INBOX + (name.endsWith(LINES) ? name : name + LINES);
        return new Submission(Map.of(key, dataset), null, key);
    }

    private static Submission folder(Path folder) throws IOException {
        if (!Files.isReadable(folder.resolve(TRAINING))) {
            throw new IllegalArgumentException(folder + " does not contain a readable " + TRAINING
                    + ". A dataset folder contains " + String.join(", ", DropFiles.PARTS) + ", "
                    + DropFiles.ANSWERS
                    + ", and "
                    + SETTINGS
                    + ". All files except the first one are optional.");
        }
        String prefix = INBOX + folder.toRealPath().getFileName() + "/";
        Map<String, Path> files = new LinkedHashMap<>();
        for (String part : DropFiles.in(folder)) {
            Source.of(folder.resolve(part));
            files.put(prefix + part, folder.resolve(part));
        }
        return new Submission(files, settings(folder.resolve(SETTINGS)), prefix + SETTINGS);
    }

    private static ObjectNode settings(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Json.object();
        }
        try {
            Source.of(file);
            if (EXACT.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException(
                    file + " is not a JSON object. To use the default settings, specify {}.");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        }
    }

    Submitted upload(Platform platform) {
        String bucket = platform.require(EnvironmentVariables.DATASETS_BUCKET);
        Map<String, String> versions = new LinkedHashMap<>();
        String last = null;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            last = put(platform, bucket, file.getKey(), RequestBody.fromFile(file.getValue()), Run.JSON_LINES);
            if (settings != null) {
                versions.put(file.getValue().getFileName().toString(), last);
            }
        }
        if (settings != null) {
            ObjectNode pinned = settings.deepCopy();
            pinned.set("versions", Json.tree(versions));
            last = put(platform, bucket, signal, RequestBody.fromBytes(Json.pretty(pinned)), Run.JSON);
        }
        RunId id = RunId.of(bucket, signal, last, platform.require(EnvironmentVariables.FT_DEFAULTS));
        return new Submitted(id, bucket, signal, last, versions);
    }

    private static String put(Platform platform, String bucket, String key, RequestBody body, String type) {
        return platform.aws()
                .s3()
                .putObject(
                        r -> r.bucket(bucket)
                                .key(key)
                                .contentType(type)
                                .expectedBucketOwner(platform.require(EnvironmentVariables.ACCOUNT_ID)),
                        body)
                .versionId();
    }
}
