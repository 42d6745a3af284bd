package io.github.bedrockfinetuning.dataset.preparation;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prepares an uploaded dataset for a fine-tuning job. */
public final class Preparation {
    private Preparation() {}

    /**
     * The uploaded files: either {@code single}, or {@code train} with any other parts.
     *
     * @param dataset the dataset name
     * @param answers the recorded answers of other systems, which are only searched for sensitive values
     */
    public record UploadedFiles(
            String dataset,
            @Nullable Source single,
            @Nullable Source train,
            @Nullable Source validation,
            @Nullable Source test,
            @Nullable Source general,
            List<Source> answers) {
        /** Creates an upload without recorded answers. */
        public UploadedFiles(
                String dataset,
                @Nullable Source single,
                @Nullable Source train,
                @Nullable Source validation,
                @Nullable Source test,
                @Nullable Source general) {
            this(dataset, single, train, validation, test, general, List.of());
        }

        /** Returns the file with the training records, which is split if a part is missing. */
        Source training() {
            return single != null ? single : Objects.requireNonNull(train);
        }
    }

    /**
     * The prepared dataset.
     *
     * @param checks the checks of the uploaded files, followed by the checks of the converted files that led to
     *     additional findings, with line numbers of the uploaded files
     * @param uploadedFormat the format of the uploaded files; the base model's format if it is not known
     * @param counts the number of records by "train", "validation", "test", "general", "duplicatesRemoved",
     *     "leaksRemoved", "personalDataMasked", and "refused"
     * @param report the data report as HTML and as JSON
     */
    public record Prepared(
            boolean rejected,
            List<CheckResult> checks,
            RecordFormatId uploadedFormat,
            Map<String, Long> counts,
            PreparedParts files,
            Tokens tokens,
            DataReportFiles report) {}

    /**
     * The files with the prepared records.
     *
     * @param train the training file; null if rejected
     * @param validation the validation file; null if rejected, if there is none, or if the model does not use one
     * @param test the test set in the project's own format, one {@link Question} per line; null if rejected or if there
     *     is none
     * @param general the general set in the same format as {@code test}; null if rejected or if there is none
     * @param refused a file with one line for every removed record, or, for a rejected upload, every record with an
     *     error: {"file","line","reason","record"}, with sensitive values masked
     * @param cleaned the valid records of a rejected training file; null if no record is left, no record had to be
     *     removed, or there are more errors than are listed
     */
    public record PreparedParts(
            @Nullable Path train,
            @Nullable Path validation,
            @Nullable Path test,
            @Nullable Path general,
            Path refused,
            @Nullable Path cleaned) {
        /** Returns the training file, which exists if the dataset was not rejected. */
        public Path requireTrain() {
            return Objects.requireNonNull(train);
        }

        /** Returns the test set, which exists if the dataset was not rejected and has test records. */
        public Path requireTest() {
            return Objects.requireNonNull(test);
        }
    }

    /**
     * The token counts of the prepared dataset.
     *
     * @param training the tokens in the training file
     * @param questions the tokens in the questions of the test set
     * @param answers the tokens in the expected answers of the test set
     */
    public record Tokens(TokenRange training, TokenRange questions, TokenRange answers) {}

    /**
     * A range for an estimated number of tokens.
     *
     * @param low the number of tokens, estimated at one token per six characters
     * @param high the maximum number of tokens for any text of this length
     */
    public record TokenRange(long low, long high) {}

    /** The files of the data report. */
    public record DataReportFiles(Path html, Path json) {}

    /**
     * Checks the uploaded files in their own format, and rejects them if there are errors. Otherwise, converts them to
     * the base model's format, removes exact duplicates and leaks from the training records, splits off missing parts,
     * and checks the result against the base model's rules. Records are never removed from an uploaded test set.
     *
     * @param sensitive the handling of personal identification numbers; if they are masked, they are masked in every part
     * @param workDirectory an existing directory; the files are written to its subdirectory {@code prepared}
     * @throws IOException if bytes cannot be read or written
     */
    public static Prepared prepare(
            UploadedFiles drop, Model base, Split split, SensitivePolicy sensitive, Path workDirectory)
            throws IOException {
        UploadCheck dropped = UploadCheck.of(drop, base, split, sensitive);
        DataSummary summary = new DataSummary(drop, base, dropped.format());
        // In a subdirectory, because the uploaded files in this directory might have the same names.
        Path directory = Files.createDirectories(workDirectory.resolve("prepared"));
        PreparedFiles staging = new PreparedFiles(directory, base.format(), dropped.format());
        Map<String, Long> removed = Map.of();
        try (staging) {
            if (!dropped.rejected()) {
                removed = new Stager(drop, base, split, sensitive, dropped.format(), staging, summary).stage();
            }
        }
        StagedCheck outcome = dropped.rejected()
                ? new StagedCheck(true, dropped.results())
                : StagedCheck.of(staging, drop, base, dropped.results(), sensitive);
        TokenRange training = new TokenRange(staging.trained.low(), staging.trained.high());
        Map<String, Long> counts = counts(staging, removed);
        Path cleaned = null;
        if (outcome.rejected()) {
            Rejection rejection = Rejection.of(
                    drop, outcome.checks(), sensitive, staging.refused.path, directory.resolve("cleaned.jsonl"));
            counts.replaceAll((part, count) -> part.equals("refused") ? rejection.refused() : 0);
            cleaned = rejection.cleaned();
        }
        summary.finish(outcome.rejected(), outcome.checks(), counts, training, cleaned != null);
        boolean good = !outcome.rejected();
        return new Prepared(
                outcome.rejected(),
                outcome.checks(),
                dropped.format(),
                counts,
                new PreparedParts(
                        good ? staging.train.path : null,
                        good ? staging.validation.pathOrNull() : null,
                        good ? staging.test.pathOrNull() : null,
                        good ? staging.general.pathOrNull() : null,
                        staging.refused.path,
                        cleaned),
                new Tokens(
                        training,
                        new TokenRange(staging.test.tokensLow(), staging.test.tokensHigh()),
                        new TokenRange(staging.test.answerTokensLow(), staging.test.answerTokensHigh())),
                new DataReportFiles(summary.writeHtml(directory), summary.writeJson(directory)));
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
