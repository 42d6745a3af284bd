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
 * The content of the data report. Texts from the dataset are excerpts with secrets masked. Its JSON is flat.
 *
 * @param files one line per checked file
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
     * @param cleaned whether the valid records of a rejected upload were kept in a file
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
     * @param tokenBasis how the number was estimated
     */
    public record TrainingTokens(long trainingTokensLow, long trainingTokensHigh, String tokenBasis) {}

    /**
     * The frequencies of lengths and answers in the training records.
     *
     * @param questionLengths training questions by length in characters
     * @param answerLengths training answers by length in characters
     * @param labels the frequency of each answer, most frequent first; empty if answers are free text
     */
    public record Distributions(List<Bar> questionLengths, List<Bar> answerLengths, List<Bar> labels) {}

    /**
     * The findings about the dataset.
     *
     * @param rules findings by rule, the most severe first
     * @param findings the first findings
     * @param furtherFindings number of findings that are not listed
     */
    public record Found(List<FoundRule> rules, List<Row> findings, long furtherFindings) {}

    public record CheckedFile(
            String file, String kind, String verdict, String model, long records, long bytes, Map<String, Long> rules) {
        /** Returns the rules with their counts, as one line. */
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
     * @param count number of findings of the rule
     * @param where the first positions of the findings
     */
    public record FoundRule(String severity, String rule, long count, String where, String remedy) {}

    /** Returns the sentence of the heading. */
    public String sentence() {
        if (result.rejected()) {
            long errors = found.rules().stream()
                    .filter(rule -> rule.severity().equals("error"))
                    .mapToLong(FoundRule::count)
                    .sum();
            return number(errors) + (errors == 1 ? " error was" : " errors were")
                    + " found. Nothing was created or billed; what to do stands below.";
        }
        return number(result.count("train")) + " records to train on, " + number(result.count("validation"))
                + " to follow the training with, " + number(result.count("test")) + " to compare the models on.";
    }

    /** Returns the findings about sensitive values that the settings allow. */
    public List<Row> allowed() {
        return found.findings().stream()
                .filter(finding -> finding.rule().equals(ExemptedValue.ID))
                .toList();
    }

    /** Returns the number of records for each use or outcome, by its description; omits zero counts. */
    public Map<String, Long> parts() {
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("To train on", result.count("train"));
        parts.put("To follow the training with (validation)", result.count("validation"));
        parts.put("To compare the models on (test)", result.count("test"));
        parts.put("Of other tasks, to see what was forgotten (general)", result.count("general"));
        parts.put("Left out: the same as an earlier record", result.count("duplicatesRemoved"));
        parts.put("Left out of training: asked in the test or validation set", result.count("leaksRemoved"));
        parts.put(result.rejected() ? "With an error" : "Left out in all", result.count("refused"));
        parts.put("With personal numbers, which were masked", result.count("personalDataMasked"));
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
     * Returns the hash that allows the style sheet in the Content-Security-Policy; no other styles or scripts can run.
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
     * @param percent percentage of the longest bar
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
