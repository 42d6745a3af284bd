package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.FileNames;
import java.util.Optional;

/**
 * The object version whose upload started a run, stored in {@code runs/<runId>/drop.json}. The user chose its key, so
 * the key is stored only here, encrypted in the results bucket. No execution, history, log, or message contains it.
 */
public record Drop(String key, String versionId) {
    private static final String FILE = FileNames.DROP;

    /** Stores the object version before the execution starts, so that an execution always finds it. */
    public void write(Run run) {
        ObjectNode drop = Json.object().put("key", key).put("versionId", versionId);
        run.writeOnce(FILE, drop); // The run ID is derived from both, so an earlier write was identical.
    }

    /**
     * Returns the object version that started a run.
     *
     * @throws PermanentFailure if the run was not started by an upload
     */
    public static Drop of(Run run) {
        return find(run)
                .orElseThrow(() -> new PermanentFailure("Run " + run.id()
                        + " was not started by an upload. To start a run, upload a dataset to "
                        + run.store().datasets() + "."));
    }

    /** Returns the name of the uploaded dataset, or an empty Optional if no upload started the run. */
    public static Optional<String> dataset(Run run) {
        return find(run).flatMap(drop -> DropKeys.dataset(drop.key()));
    }

    private static Optional<Drop> find(Run run) {
        return run.find(FILE)
                .map(drop -> new Drop(
                        drop.path("key").asText(), drop.path("versionId").asText()));
    }
}
