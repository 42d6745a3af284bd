package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs and decisions of a run: {@code runs/<runId>/run.json}, written once when the dataset is prepared.
 *
 * @param key the object whose upload started the run
 * @param inputs the versions that were read; later uploads do not change them
 * @param counts the number of records by "train", "validation", "test", and "general"
 * @param estimate the estimated cost, made before anything was created
 * @param notes preflight notes that do not prevent the run
 * @param concurrency the number of batches of questions that run at the same time
 * @param rates by system, the requests per minute that the account's quotas allow; without an entry, the catalogue's
 *     rate applies
 * @param maxTokens the maximum length of a model's answer
 * @param outcome the result of preparation: READY or NEEDS_APPROVAL
 * @param asked the hash of the staged questions, in hexadecimal
 * @param promoted the model that the dataset's stable name pointed to when the run started; null = none
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
     * @param sha256 the hash of its bytes, in hexadecimal
     */
    public record Input(String file, String key, String versionId, long size, String sha256) {}

    /**
     * A model that an earlier run promoted.
     *
     * @param runId the ID of that run
     * @param baseModel the catalogue ID of the base model that it was fine-tuned from
     * @param endpoint the model ID to pass to Converse; null if it is not in service
     */
    public record Promoted(String runId, String baseModel, String endpoint) {}

    /** Returns the systems whose answers were uploaded with the dataset. */
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
