package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a model that no run made has answered in any run of the stack: an object a record, under a name made of everything
 * that decides an answer. Whoever asks the same takes them instead of paying again. Only answers are kept, no failures,
 * and who wrote first has written.
 */
public final class EarlierAnswers {
    private final Run run;
    private final String prefix;

    private EarlierAnswers(Run run, String prefix) {
        this.run = run;
        this.prefix = prefix;
    }

    /**
     * @param modelId what Converse takes
     * @param maxTokens the longest answer it may give
     * @param asked the hash of the staged file of questions
     */
    public static EarlierAnswers of(Run run, String modelId, int maxTokens, String asked) {
        // A list keeps each part apart from the next, whatever is in it.
        byte[] decides = Json.bytes(List.of(
                run.platform().require(EnvironmentVariables.AWS_REGION),
                modelId,
                maxTokens,
                (double) Converse.TEMPERATURE,
                asked));
        return new EarlierAnswers(run, Prefixes.ANSWERS + sha256(decides) + "/");
    }

    /** Nothing for the run's own model, or one that a run promoted. */
    static Optional<EarlierAnswers> of(Run run, RunRecord record, Respondent respondent) {
        return respondent.foundation() && record.asked() != null
                ? Optional.of(of(run, respondent.modelId(), record.maxTokens(), record.asked()))
                : Optional.empty();
    }

    /** How many records are answered. */
    public int count() {
        return run.store().keys(run.store().results(), prefix).size();
    }

    /** Copies to a run's own answers what it has not got, and adds it to what is done. */
    void take(Batch batch, Set<Integer> done, Answers own) {
        for (int index : Answers.indexes(run, prefix, batch)) {
            if (!done.contains(index)) {
                own.put(index, Json.read(run.store().read(run.store().results(), key(index)), Asked.class));
                done.add(index);
            }
        }
    }

    /** Keeps an answer that this run was given, unless there is one. */
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

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
