package io.github.bedrockfinetuning.dataset;

import java.util.List;
import java.util.Map;

/**
 * What the data report shows. Texts from the dataset are excerpts with secrets masked.
 *
 * @param files one line a checked file
 * @param tokenBasis how the training tokens were estimated
 * @param questionLengths training questions by their characters
 * @param answerLengths training answers by their characters
 * @param labels how often each answer stands in training, most frequent first; empty where answers are free text
 * @param findings the first of them
 * @param furtherFindings how many more there are
 */
public record DataReport(
        String dataset,
        String model,
        String form,
        boolean rejected,
        Map<String, Long> counts,
        List<CheckedFile> files,
        long trainingTokensLow,
        long trainingTokensHigh,
        String tokenBasis,
        List<Bar> questionLengths,
        List<Bar> answerLengths,
        List<Bar> labels,
        List<Row> findings,
        long furtherFindings) {

    public record CheckedFile(
            String file, String kind, String verdict, String model, long records, long bytes, Map<String, Long> rules) {
        /** The rules with their counts, as one line. */
        public String found() {
            StringBuilder found = new StringBuilder();
            rules.forEach((rule, count) -> found.append(found.length() == 0 ? "" : ", ")
                    .append(rule)
                    .append(" × ")
                    .append(count));
            return found.toString();
        }
    }

    /** @param percent of the longest bar */
    public record Bar(String name, long count, int percent) {}

    public record Row(
            String severity,
            String rule,
            String file,
            Long line,
            String field,
            String message,
            String remedy,
            String excerpt) {}
}
