package io.github.bedrockfinetuning.dataset.preparation;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    public record Drop(String dataset, Source single, Source train, Source validation, Source test, Source general) {
        /** What is trained on, and split where a part is missing. */
        Source training() {
            return single != null ? single : train;
        }
    }

    /**
     * @param checks of the dropped files; then, where the converted ones gave further findings, of those, with the
     *     lines of the dropped files
     * @param uploadedFormat null if the files have none that is known
     * @param counts records by "train", "validation", "test", "general", and "duplicatesRemoved", "leaksRemoved",
     *     "personalDataMasked", "refused"
     * @param train null if rejected
     * @param validation null if there is none, or the model does not use one
     * @param test our own format, one {@link Question} a line; null if there is none
     * @param general as {@code test}
     * @param refused one line for every record that was left out, or that has an error where the files are rejected:
     *     {"file","line","reason","record"}, what is sensitive in the record masked
     * @param cleaned of a rejected training file, what has no error; null if nothing is left, nothing had to go, or there
     *     are more errors than are listed
     * @param trainingTokensLow tokens of the training file at one for every six characters
     * @param trainingTokensHigh the same at most, whatever the texts are made of
     * @param testTokensLow tokens of the test set's questions
     * @param answerTokensLow tokens of the test set's expected answers
     * @param html the data report
     * @param json the same for programs
     */
    public record Prepared(
            boolean rejected,
            List<CheckResult> checks,
            RecordFormatId uploadedFormat,
            Map<String, Long> counts,
            Path train,
            Path validation,
            Path test,
            Path general,
            Path refused,
            Path cleaned,
            long trainingTokensLow,
            long trainingTokensHigh,
            long testTokensLow,
            long testTokensHigh,
            long answerTokensLow,
            long answerTokensHigh,
            Path html,
            Path json) {}

    /**
     * Checks what was dropped in its own format, and rejects it there if it must. Otherwise converts it to the base
     * model's format, drops exact duplicates and leaks from training, splits off what is missing, and checks the outcome
     * by the base model's rules. A test set that was dropped is never shortened.
     *
     * @param personalData what is done about personal numbers; masked ones are masked in every part
     * @param workDirectory an existing directory; the files go into its folder {@code prepared}
     * @throws IOException if bytes cannot be read or written
     */
    public static Prepared prepare(
            Drop drop, Model base, Split split, PersonalDataPolicy personalData, Path workDirectory)
            throws IOException {
        UploadCheck dropped = UploadCheck.of(drop, base, split, personalData);
        DataSummary summary = new DataSummary(drop, base, dropped.format());
        // Beside the dropped files, which may lie in the same directory under the same names.
        Path directory = Files.createDirectories(workDirectory.resolve("prepared"));
        PreparedFiles staging = new PreparedFiles(directory, base.format(), dropped.format());
        Map<String, Long> removed = Map.of();
        try (staging) {
            if (!dropped.rejected()) {
                removed = new Stager(drop, base, split, personalData, dropped.format(), staging, summary).stage();
            }
        }
        StagedCheck outcome = dropped.rejected()
                ? new StagedCheck(true, dropped.results())
                : StagedCheck.of(staging, drop, base, dropped.results(), personalData);
        long low = staging.trained.low();
        long high = staging.trained.high();
        Map<String, Long> counts = counts(staging, removed);
        Path cleaned = null;
        if (outcome.rejected()) {
            Rejection rejection = Rejection.of(
                    drop, outcome.checks(), personalData, staging.refused.path, directory.resolve("cleaned.jsonl"));
            counts.replaceAll((part, count) -> part.equals("refused") ? rejection.refused() : 0);
            cleaned = rejection.cleaned();
        }
        summary.finish(outcome.rejected(), outcome.checks(), counts, low, high, cleaned != null);
        boolean good = !outcome.rejected();
        return new Prepared(
                outcome.rejected(),
                outcome.checks(),
                dropped.format(),
                counts,
                good ? staging.train.path : null,
                good ? staging.validation.pathOrNull() : null,
                good ? staging.test.pathOrNull() : null,
                good ? staging.general.pathOrNull() : null,
                staging.refused.path,
                cleaned,
                low,
                high,
                staging.test.tokensLow(),
                staging.test.tokensHigh(),
                staging.test.answerTokensLow(),
                staging.test.answerTokensHigh(),
                summary.writeHtml(directory),
                summary.writeJson(directory));
    }

    private static Map<String, Long> counts(PreparedFiles staging, Map<String, Long> removed) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("train", (long) staging.train.records());
        counts.put("validation", (long) staging.validation.records());
        counts.put("test", (long) staging.test.records());
        counts.put("general", (long) staging.general.records());
        counts.put("duplicatesRemoved", removed.getOrDefault("duplicatesRemoved", 0L));
        counts.put("leaksRemoved", removed.getOrDefault("leaksRemoved", 0L));
        counts.put("personalDataMasked", removed.getOrDefault("personalDataMasked", 0L));
        counts.put("refused", (long) staging.refused.records());
        return counts;
    }
}
