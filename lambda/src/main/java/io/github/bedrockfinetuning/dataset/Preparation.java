package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Form;
import io.github.bedrockfinetuning.catalogue.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Everything that is done to the bytes of a dropped dataset before a job may train on them. */
public final class Preparation {
    private Preparation() {}

    /**
     * What was dropped: either {@code single}, or {@code train} with what else there is; absent is null.
     *
     * @param dataset its name
     */
    public record Drop(String dataset, Source single, Source train, Source validation, Source test, Source general) {}

    /**
     * @param checks of the dropped files, then of the converted ones
     * @param droppedForm null if the files have none that is known
     * @param counts records by "train", "validation", "test", "general", and "duplicatesRemoved", "leaksRemoved"
     * @param train null if rejected
     * @param validation null if there is none, or the model does not use one
     * @param test our own form, one {@link Question} a line; null if there is none
     * @param general as {@code test}
     * @param refused one line for every record that was left out: {"file","line","reason","record"}
     * @param trainingTokensLow tokens of the training file, by the sparse estimate
     * @param testTokensLow tokens of the test set's questions
     * @param html the data report
     * @param json the same for programs
     */
    public record Prepared(
            boolean rejected,
            List<CheckResult> checks,
            Form droppedForm,
            Map<String, Long> counts,
            Path train,
            Path validation,
            Path test,
            Path general,
            Path refused,
            long trainingTokensLow,
            long trainingTokensHigh,
            long testTokensLow,
            long testTokensHigh,
            Path html,
            Path json) {}

    /** Checks, converts, cleans and splits into {@code workDirectory}, which must exist. */
    public static Prepared prepare(Drop drop, Model base, Split split, Path workDirectory) throws IOException {
        throw new UnsupportedOperationException();
    }
}
