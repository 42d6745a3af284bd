package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The input of a run and the decisions that were made before it started, stored once in {@code runs/<runId>/run.json}
 * during the preparation of the dataset. Its JSON is flat.
 *
 * @param promoted the model that the dataset's stable name pointed to when the run began; null if there was none
 */
public record RunRecord(
        String runId,
        @JsonUnwrapped Provenance provenance,
        Settings settings,
        ServingMode servingMode,
        @JsonUnwrapped Questions questions,
        @JsonUnwrapped Pace pace,
        @JsonUnwrapped Decision decision,
        @Nullable Promoted promoted) {

    /**
     * The origin of the run.
     *
     * @param key the key of the object whose upload started the run
     * @param inputs the versions that were read; later uploads do not change them
     */
    public record Provenance(
            String dataset, String stack, String region, String key, Instant createdAt, List<Input> inputs) {}

    /**
     * The staged records.
     *
     * @param counts the number of records by "train", "validation", "test", "general"
     * @param maxTokens the maximum number of tokens of an answer
     * @param asked the SHA-256 hash of the staged questions, in hexadecimal
     */
    public record Questions(Map<String, Long> counts, int maxTokens, String asked) {}

    /**
     * The rate at which questions are sent.
     *
     * @param concurrency the number of batches that are answered at the same time
     * @param rates the maximum number of requests per minute by system, from the account's quotas; for a system without
     *     an entry, the catalog's quota applies
     */
    public record Pace(int concurrency, Map<String, Integer> rates) {}

    /**
     * The result of the preparation.
     *
     * @param estimate the price that was estimated before anything was created
     * @param notes the preflight findings that did not cause the run to be rejected
     * @param outcome READY or NEEDS_APPROVAL
     */
    public record Decision(JsonNode estimate, List<String> notes, StepStatus outcome) {}

    /**
     * A version of an uploaded object.
     *
     * @param sha256 the SHA-256 hash of its bytes, in hexadecimal
     */
    public record Input(String file, String key, String versionId, long size, String sha256) {}

    /**
     * A model that an earlier run promoted.
     *
     * @param runId the ID of that run
     * @param baseModel the catalog ID of its base model
     * @param endpoint the model ID for Converse; null if the deployment was not kept
     */
    public record Promoted(String runId, String baseModel, String endpoint) {}

    public String dataset() {
        return provenance.dataset();
    }

    public String stack() {
        return provenance.stack();
    }

    public String region() {
        return provenance.region();
    }

    public String key() {
        return provenance.key();
    }

    public Instant createdAt() {
        return provenance.createdAt();
    }

    public List<Input> inputs() {
        return provenance.inputs();
    }

    public Map<String, Long> counts() {
        return questions.counts();
    }

    public int maxTokens() {
        return questions.maxTokens();
    }

    public String asked() {
        return questions.asked();
    }

    public int concurrency() {
        return pace.concurrency();
    }

    public Map<String, Integer> rates() {
        return pace.rates();
    }

    public JsonNode estimate() {
        return decision.estimate();
    }

    public List<String> notes() {
        return decision.notes();
    }

    public StepStatus outcome() {
        return decision.outcome();
    }

    /** Returns the systems whose recorded answers were uploaded with the dataset. */
    public List<String> recorded() {
        return inputs().stream()
                .map(Input::file)
                .flatMap(file -> DropFiles.system(file).stream())
                .toList();
    }

    public Optional<Integer> rate(String system) {
        return Optional.ofNullable(rates().get(system));
    }

    public long count(String file) {
        return counts().getOrDefault(file, 0L);
    }
}
