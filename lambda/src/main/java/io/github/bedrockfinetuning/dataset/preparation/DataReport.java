package io.github.bedrockfinetuning.dataset.preparation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.bedrockfinetuning.dataset.rules.ExemptedValue;
import io.github.bedrockfinetuning.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of the data report. Texts from the dataset are excerpts with secrets masked. The JSON format is flat.
 *
 * @param files the checked files, one line per file
 */
public record DataReport(
        String dataset,
        String model,
        String format,
        @JsonUnwrapped Result result,
        List<CheckedFile> files,
        @JsonUnwrapped TrainingTokens tokens,
        @JsonUnwrapped Distributions distributions,
        @JsonUnwrapped Found found) {

    /**
     * The result of the preparation.
     *
     * @param cleaned whether the valid records of a rejected upload were written to a file
     * @param counts the number of records for each use or outcome
     */
    public record Result(boolean rejected, boolean cleaned, Map<String, Long> counts) {
        private long count(String part) {
            return counts.getOrDefault(part, 0L);
        }
    }

    /**
     * The number of tokens in the training file.
     *
     * @param tokenBasis a description of the estimate
     */
    public record TrainingTokens(long trainingTokensLow, long trainingTokensHigh, String tokenBasis) {}

    /**
     * The distributions of lengths and answers in the training records.
     *
     * @param questionLengths the number of training questions by length in characters
     * @param answerLengths the number of training answers by length in characters
     * @param labels the frequency of each answer, most frequent first; empty if answers are free text
     */
    public record Distributions(List<Bar> questionLengths, List<Bar> answerLengths, List<Bar> labels) {}

    /**
     * The findings about the dataset.
     *
     * @param rules the findings by rule, most severe first
     * @param findings the first findings
     * @param furtherFindings the number of findings that are not listed
     */
    public record Found(List<FoundRule> rules, List<Row> findings, long furtherFindings) {}

    public record CheckedFile(
            String file, String kind, String verdict, String model, long records, long bytes, Map<String, Long> rules) {
        /** Returns the rules and their counts as a single line. */
        public String found() {
            StringBuilder found = new StringBuilder();
            rules.forEach((rule, count) -> found.append(found.length() == 0 ? "" : ", ")
                    .append(rule)
                    .append(" × ")
                    .append(count));
            return found.toString();
        }
    }

    /**
     * The findings of a rule.
     *
     * @param count the number of findings
     * @param where the first positions of the findings
     */
    public record FoundRule(String severity, String rule, long count, String where, String remedy) {}

    /** Returns the sentence for the heading. */
    public String sentence() {
        if (result.rejected()) {
            long errors = found.rules().stream()
                    .filter(rule -> rule.severity().equals("error"))
                    .mapToLong(FoundRule::count)
                    .sum();
            return number(errors) + (errors == 1 ? " error was" : " errors were")
                    + " found. Nothing was created or billed. The remedies are listed below.";
        }
        return number(result.count("train")) + " training records, " + number(result.count("validation"))
                + " validation records, and " + number(result.count("test")) + " test records.";
    }

    /** Returns the findings about sensitive values that the settings allow. */
    public List<Row> allowed() {
        return found.findings().stream()
                .filter(finding -> finding.rule().equals(ExemptedValue.ID))
                .toList();
    }

    /** Returns the number of records for each use or outcome, by description. Omits zero counts. */
    public Map<String, Long> parts() {
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("Training", result.count("train"));
        parts.put("Validation (to monitor the training)", result.count("validation"));
        parts.put("Test (to compare the models)", result.count("test"));
        parts.put("General (other tasks, to detect forgetting)", result.count("general"));
        parts.put("Removed: identical to an earlier record", result.count("duplicatesRemoved"));
        parts.put(
                "Removed from training: question is also in the test or validation set", result.count("leaksRemoved"));
        parts.put(result.rejected() ? "With an error" : "Removed in total", result.count("refused"));
        parts.put("With masked personal identification numbers", result.count("personalDataMasked"));
        parts.values().removeIf(count -> count == 0);
        return parts;
    }

    /** Formats a number with thousands separators. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static final String CSS = css();

    /** Returns the style sheet of the page. */
    public static String style() {
        return CSS;
    }

    /**
     * Returns the hash that allows the style sheet in the Content-Security-Policy. Other styles and scripts are
     * blocked.
     */
    public static String styleHash() {
        return Sha256.policySource(CSS);
    }

    private static String css() {
        try (InputStream in = DataReport.class.getResourceAsStream("data.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A bar in a chart.
     *
     * @param percent the length as a percentage of the longest bar
     */
    public record Bar(String name, long count, int percent) {}

    public record Row(
            String severity,
            String rule,
            String file,
            @Nullable Long line,
            @Nullable String field,
            String message,
            String remedy,
            @Nullable String excerpt) {}
}
