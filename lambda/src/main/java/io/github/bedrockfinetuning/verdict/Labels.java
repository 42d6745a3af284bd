package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.metrics.Metrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The results of a system for each label, which accuracy does not show.
 *
 * @param macroF1 the mean F1 of the labels with equal weights
 * @param weightedF1 the mean F1 of the labels, weighted by how often each label is right
 * @param offList the number of answers that are not one of the labels
 * @param refused the number of those answers in which the model declines to answer
 * @param unanswered the number of records without an answer
 * @param labels the labels, with the lowest F1 first
 * @param mixups the confused labels, most frequent first
 */
public record Labels(
        String system,
        double macroF1,
        double weightedF1,
        int offList,
        int refused,
        int unanswered,
        List<Row> labels,
        List<Mixup> mixups) {
    /** The results for one label. */
    public record Row(String label, int n, double precision, double recall, double f1) {}

    /** The number of times that a system answered with one label although another label was correct. */
    public record Mixup(String right, String given, int count) {}

    public static final String NO_ANSWER = "(no answer)";
    public static final String OTHER = "(not a label)";

    /** Returns the results for each label, or an empty Optional if the task is not classification. */
    public static Optional<Labels> of(Comparison comparison, SystemAnswers system) {
        List<String> right = comparison.references().stream()
                .map(reference -> reference.references().get(0).strip())
                .toList();
        if (right.isEmpty() || !Metrics.areLabels(right)) {
            return Optional.empty();
        }
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        right.forEach(label -> counts.putIfAbsent(label, new TreeMap<>()));
        int offList = 0;
        int refused = 0;
        int unanswered = 0;
        for (int i = 0; i < right.size(); i++) {
            Answer answer = system.answers().get(comparison.references().get(i).id());
            String text = answer == null || comparison.failed(system.name(), i) ? null : answer.text();
            String given = text == null ? NO_ANSWER : text.strip();
            if (given.equals(NO_ANSWER)) {
                unanswered++;
            } else if (!counts.containsKey(given)) {
                refused += Refusals.is(given) ? 1 : 0;
                given = OTHER;
                offList++;
            }
            counts.computeIfAbsent(right.get(i), label -> new TreeMap<>()).merge(given, 1, Integer::sum);
        }
        return Optional.of(of(system.name(), counts, offList, refused, unanswered));
    }

    private static Labels of(
            String system, Map<String, Map<String, Integer>> counts, int offList, int refused, int unanswered) {
        Map<String, Integer> given = new LinkedHashMap<>();
        List<Mixup> mixups = new ArrayList<>();
        counts.forEach((right, answers) -> answers.forEach((answer, count) -> {
            given.merge(answer, count, Integer::sum);
            if (!answer.equals(right)) {
                mixups.add(new Mixup(right, answer, count));
            }
        }));
        List<Row> rows = new ArrayList<>();
        int all = 0;
        double weighted = 0;
        for (Map.Entry<String, Map<String, Integer>> entry : counts.entrySet()) {
            int n = entry.getValue().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            int hits = entry.getValue().getOrDefault(entry.getKey(), 0);
            int answers = given.getOrDefault(entry.getKey(), 0);
            double f1 = 2.0 * hits / (n + answers);
            rows.add(new Row(
                    entry.getKey(), n, answers == 0 ? Double.NaN : (double) hits / answers, (double) hits / n, f1));
            all += n;
            weighted += n * f1;
        }
        rows.sort(Comparator.comparingDouble(Row::f1));
        mixups.sort(Comparator.comparing(mixup -> -mixup.count()));
        double macro = rows.stream().mapToDouble(Row::f1).average().orElse(Double.NaN);
        return new Labels(
                system, macro, weighted / all, offList, refused, unanswered, List.copyOf(rows), List.copyOf(mixups));
    }

    /**
     * Returns the number of records that have the first label as the correct label and the second label as the
     * answer. Both labels can be the same.
     */
    public int count(String right, String given) {
        if (right.equals(given)) {
            return labels.stream()
                    .filter(row -> row.label().equals(right))
                    .mapToInt(row -> (int) Math.round(row.recall() * row.n()))
                    .sum();
        }
        return mixups.stream()
                .filter(mixup -> mixup.right().equals(right) && mixup.given().equals(given))
                .mapToInt(Mixup::count)
                .sum();
    }
}
