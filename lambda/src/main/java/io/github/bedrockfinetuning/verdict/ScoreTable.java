package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.metrics.Metric;
import java.util.List;

/** Every record's score by every metric for every system; an answer that failed scores 0. */
final class ScoreTable {
    private final List<Metric> metrics;
    private final double[][][] scores;
    private final boolean[][] failed;
    private final boolean[][] replied;

    private ScoreTable(List<Metric> metrics, double[][][] scores, boolean[][] failed, boolean[][] replied) {
        this.metrics = metrics;
        this.scores = scores;
        this.failed = failed;
        this.replied = replied;
    }

    static ScoreTable of(List<Reference> references, List<SystemAnswers> systems, List<Metric> metrics) {
        double[][][] scores = new double[metrics.size()][systems.size()][references.size()];
        boolean[][] failed = new boolean[systems.size()][references.size()];
        boolean[][] replied = new boolean[systems.size()][references.size()];
        for (int s = 0; s < systems.size(); s++) {
            for (int i = 0; i < references.size(); i++) {
                Reference reference = references.get(i);
                Answer answer = systems.get(s).answers().get(reference.id());
                failed[s][i] = answer == null || answer.failed();
                replied[s][i] = answer != null && answer.replied();
                for (int m = 0; m < metrics.size() && !failed[s][i]; m++) {
                    scores[m][s][i] = metrics.get(m).score(answer.text(), reference.references(), reference.fields());
                }
            }
        }
        return new ScoreTable(metrics, scores, failed, replied);
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

    /** One system's scores on some of the records. */
    double[] scores(int metric, int system, int[] records) {
        double[] some = new double[records.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = scores[metric][system][records[i]];
        }
        return some;
    }

    /** Whether a system replied to at least one of the records; without a reply its score means nothing. */
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
