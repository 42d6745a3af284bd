package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.metrics.Metric;
import io.github.bedrockfinetuning.text.Plain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scores of all records by metric and system. A failed answer scores 0. An answer that a metric cannot score also
 * scores 0, and the reason is stored.
 */
final class ScoreTable {
    private static final int LONGEST_REASON = 200;

    private final List<Metric> metrics;
    private final double[][][] scores;
    private final boolean[][] failed;
    private final boolean[][] replied;

    /** The reasons that metrics could not score certain answers. */
    private final Map<Cell, String> unscored;

    /** The indexes of a metric, a system, and a record. */
    private record Cell(int metric, int system, int record) {}

    private ScoreTable(
            List<Metric> metrics,
            double[][][] scores,
            boolean[][] failed,
            boolean[][] replied,
            Map<Cell, String> unscored) {
        this.unscored = unscored;
        this.metrics = metrics;
        this.scores = scores;
        this.failed = failed;
        this.replied = replied;
    }

    static ScoreTable of(List<TestRecord> references, List<SystemAnswers> systems, List<Metric> metrics) {
        double[][][] scores = new double[metrics.size()][systems.size()][references.size()];
        boolean[][] failed = new boolean[systems.size()][references.size()];
        boolean[][] replied = new boolean[systems.size()][references.size()];
        Map<Cell, String> unscored = new HashMap<>();
        for (int s = 0; s < systems.size(); s++) {
            for (int i = 0; i < references.size(); i++) {
                TestRecord reference = references.get(i);
                Answer answer = systems.get(s).answers().get(reference.id());
                failed[s][i] = answer == null || answer.failed();
                replied[s][i] = answer != null && answer.replied();
                String text = answer == null || answer.failed() ? null : answer.text();
                for (int m = 0; m < metrics.size() && text != null; m++) {
                    try {
                        scores[m][s][i] = metrics.get(m).score(text, reference.references(), reference.fields());
                    } catch (RuntimeException | StackOverflowError e) {
                        // The answer can be any text that a model generated. It must not prevent the comparison of the
                        // other answers.
                        unscored.put(new Cell(m, s, i), why(e));
                    }
                }
            }
        }
        return new ScoreTable(metrics, scores, failed, replied, unscored);
    }

    static String why(Throwable e) {
        return e instanceof StackOverflowError
                ? "the answer is nested too deeply"
                : e.getMessage() == null || e.getMessage().isBlank()
                        ? e.getClass().getSimpleName()
                        : Plain.text(e.getMessage(), LONGEST_REASON);
    }

    /**
     * Returns the reason that a metric could not score an answer, which then counts as 0, or an empty Optional if it
     * could.
     */
    Optional<String> unscored(int metric, int system, int record) {
        return Optional.ofNullable(unscored.get(new Cell(metric, system, record)));
    }

    /** Returns the number of answers that a metric could not score. */
    long unscored(int metric) {
        return unscored.keySet().stream()
                .filter(cell -> cell.metric() == metric)
                .count();
    }

    Metric metric(int m) {
        return metrics.get(m);
    }

    double[] scores(int metric, int system) {
        return scores[metric][system];
    }

    boolean failed(int system, int record) {
        return failed[system][record];
    }

    /** Returns one system's scores on the selected records. */
    double[] scores(int metric, int system, int[] records) {
        double[] some = new double[records.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = scores[metric][system][records[i]];
        }
        return some;
    }

    /** Checks whether a system replied to at least one of the records. Without a reply, its score is meaningless. */
    boolean replied(int system, int[] records) {
        for (int record : records) {
            if (replied[system][record]) {
                return true;
            }
        }
        return false;
    }

    int failures(int system, int[] records) {
        int failures = 0;
        for (int record : records) {
            failures += failed[system][record] ? 1 : 0;
        }
        return failures;
    }
}
