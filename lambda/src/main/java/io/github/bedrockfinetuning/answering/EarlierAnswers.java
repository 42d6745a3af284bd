package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.text.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stored answers from models that were not created by a run. All runs of the stack share them. They are stored as
 * one object per record, under a name derived from everything that affects an answer. A run with the same requests
 * uses these answers instead of paying again. Failures are not stored, and an existing answer is never overwritten.
 */
public final class EarlierAnswers {
    private final Run run;
    private final String prefix;

    private EarlierAnswers(Run run, String prefix) {
        this.run = run;
        this.prefix = prefix;
    }

    /**
     * @param modelId the model ID for Converse
     * @param maxTokens the maximum number of tokens per answer
     * @param asked the hash of the staged file of questions
     */
    public static EarlierAnswers of(Run run, String modelId, int maxTokens, String asked) {
        // A list separates the parts regardless of their contents.
        byte[] decides = Json.bytes(List.of(
                run.platform().require(EnvironmentVariables.AWS_REGION),
                modelId,
                maxTokens,
                (double) Converse.TEMPERATURE,
                asked));
        return new EarlierAnswers(run, Prefixes.ANSWERS + Sha256.hex(decides) + "/");
    }

    /** Returns the shared answers, or empty for the run's own model and for a model that a run promoted. */
    static Optional<EarlierAnswers> of(Run run, RunRecord record, Respondent respondent) {
        return respondent.foundation() && record.asked() != null
                ? Optional.of(of(run, respondent.modelId(), record.maxTokens(), record.asked()))
                : Optional.empty();
    }

    /** Returns the number of answered records. */
    public int count() {
        return run.store().keys(run.store().results(), prefix).size();
    }

    /**
     * Copies the answers that are missing from a run's own answers, and adds their indexes to the set of completed
     * indexes.
     */
    void take(Batch batch, Set<Integer> done, Answers own) {
        for (int index : Answers.indexes(run, prefix, batch)) {
            if (!done.contains(index)) {
                own.put(index, Json.read(run.store().read(run.store().results(), key(index)), Asked.class));
                done.add(index);
            }
        }
    }

    /** Stores an answer that this run received, unless a shared answer exists. */
    void put(int index, Asked asked) {
        if (asked.failed() == null) {
            Instant now = run.platform().clock().instant();
            run.store()
                    .putOnce(
                            run.store().results(),
                            key(index),
                            Json.bytes(asked.by(run.id().value(), now)),
                            Run.JSON);
        }
    }

    private String key(int index) {
        return Answers.key(prefix, index);
    }
}
