package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.FileNames;
import java.util.Optional;

/**
 * The object version whose arrival started a run: {@code runs/<runId>/drop.json}. Its key is the user's own words, so it
 * is kept here, encrypted among the results, and neither execution nor history, log or message carries it.
 */
public record Drop(String key, String versionId) {
    private static final String FILE = FileNames.DROP;

    /** Written before the execution starts, so that an execution always finds it. */
    public void write(Run run) {
        ObjectNode drop = Json.object().put("key", key).put("versionId", versionId);
        run.writeOnce(FILE, drop); // The run's id is made of both, so whoever was first wrote the same.
    }

    /**
     * @throws PermanentFailure if the run was not started by an upload
     */
    public static Drop of(Run run) {
        return find(run)
                .orElseThrow(() -> new PermanentFailure(
                        "Nothing was dropped for the run " + run.id() + ". Start runs by uploading a dataset into "
                                + run.store().datasets() + "."));
    }

    /** The dataset that was dropped, by its name; nothing if the run was not started by an upload. */
    public static Optional<String> dataset(Run run) {
        return find(run).flatMap(drop -> DropKeys.dataset(drop.key()));
    }

    private static Optional<Drop> find(Run run) {
        return run.find(FILE)
                .map(drop -> new Drop(
                        drop.path("key").asText(), drop.path("versionId").asText()));
    }
}
