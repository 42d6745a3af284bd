package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.TagKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run: the keys of its objects in the buckets, and the tags of its resources. */
public final class Run {
    public static final String JSON = "application/json";
    public static final String JSON_LINES = "application/jsonl";

    private final Platform platform;
    private final RunId id;
    private final Store store;

    public Run(Platform platform, RunId id) {
        this.platform = platform;
        this.id = id;
        this.store = new Store(platform);
    }

    /** Returns the run that a state's payload identifies. */
    public static Run of(Platform platform, JsonNode payload) {
        return new Run(
                platform,
                RunId.find(payload.path(StateFields.RUN_ID).asText())
                        .orElseThrow(() -> new PermanentFailure(
                                "The state has no runId, so it does not belong to this workflow. Start runs by uploading a"
                                        + " dataset.")));
    }

    public RunId id() {
        return id;
    }

    public Platform platform() {
        return platform;
    }

    public Store store() {
        return store;
    }

    /**
     * Returns the record of the run.
     *
     * @throws PermanentFailure if the dataset was never prepared
     */
    public RunRecord record() {
        return Json.read(store.read(store.results(), key(FileNames.RUN)), RunRecord.class);
    }

    public Optional<RunRecord> findRecord() {
        return store.find(store.results(), key(FileNames.RUN)).map(bytes -> Json.read(bytes, RunRecord.class));
    }

    /** Returns the key of one of the run's own objects. */
    public String key(String name) {
        return Prefixes.RUNS + id + "/" + name;
    }

    /** Returns the key, in the datasets bucket, of a file that this run uses for training or testing. */
    public String staged(String name) {
        return Prefixes.STAGED + id + "/" + name;
    }

    public String report(String name) {
        return Prefixes.REPORTS + id + "/" + name;
    }

    /** Returns the prefix under which Bedrock writes the job's output. */
    public String job() {
        return Prefixes.JOBS + id + "/";
    }

    public Optional<JsonNode> find(String name) {
        return store.find(store.results(), key(name)).map(Json::read);
    }

    public void write(String name, Object value) {
        store.put(store.results(), key(name), Json.pretty(value), JSON);
    }

    /** Replaces an object. No earlier write can take effect after this one. */
    public void replace(String name, Object value) {
        store.replace(store.results(), key(name), Json.pretty(value), JSON);
    }

    /** Stores an object unless it already exists, so the first write wins. */
    public boolean writeOnce(String name, Object value) {
        return store.putOnce(store.results(), key(name), Json.pretty(value), JSON);
    }

    /** Returns the tags for every resource of the run: the tags from its settings and the workflow's own tags. */
    public Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>(
                findRecord().map(record -> record.settings().tags()).orElse(Map.of()));
        tags.put(TagKeys.RUN, id.value());
        tags.put(TagKeys.STACK, platform.require(EnvironmentVariables.FT_STACK));
        return tags;
    }
}
