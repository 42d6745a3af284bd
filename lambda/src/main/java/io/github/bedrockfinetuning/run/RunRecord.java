package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run was made from and decided on: {@code runs/<runId>/run.json}, written once when the dataset is prepared.
 *
 * @param key the object whose arrival started the run
 * @param inputs the versions that were read, in which no later upload changes anything
 * @param counts records by "train", "validation", "test", "general"
 * @param estimate the price named before anything was created
 * @param notes what preflight had to say short of a refusal
 * @param concurrency how many batches of questions are asked at a time
 * @param rates by system, how many requests a minute the account's quotas allow; a system without one is asked as fast
 *     as the catalogue says
 * @param maxTokens the longest answer a model may give
 * @param outcome of preparation: READY or NEEDS_APPROVAL
 * @param asked the hash of the staged questions, in hexadecimal
 * @param promoted the model that had the dataset's stable name when the run began; null = none
 */
public record RunRecord(
        String runId,
        String dataset,
        String stack,
        String region,
        String key,
        Instant createdAt,
        List<Input> inputs,
        Settings settings,
        ServingMode servingMode,
        Map<String, Long> counts,
        JsonNode estimate,
        List<String> notes,
        int concurrency,
        Map<String, Integer> rates,
        int maxTokens,
        StepStatus outcome,
        String asked,
        Promoted promoted) {

    /**
     * One object version.
     *
     * @param sha256 of its bytes, in hexadecimal
     */
    public record Input(String file, String key, String versionId, long size, String sha256) {}

    /**
     * A model that a run before promoted.
     *
     * @param runId of that run
     * @param baseModel the model that it was made from, by its id in the catalogue
     * @param endpoint what Converse takes as model id; null where serving was not kept
     */
    public record Promoted(String runId, String baseModel, String endpoint) {}

    /** The systems whose answers were dropped beside the dataset. */
    public List<String> recorded() {
        return inputs.stream()
                .map(Input::file)
                .flatMap(file -> DropFiles.system(file).stream())
                .toList();
    }

    public Optional<Integer> rate(String system) {
        return Optional.ofNullable(rates.get(system));
    }

    public long count(String file) {
        return counts.getOrDefault(file, 0L);
    }
}
