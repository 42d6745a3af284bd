package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.metrics.Metric;
import java.util.List;

/** Every record's score by every metric for every system; an answer that failed scores 0. */
final class ScoreTable {
    private final List<Metric> metrics;
    private final double[][][] scores;
    private final boolean[][] failed;

    private ScoreTable(List<Metric> metrics, double[][][] scores, boolean[][] failed) {
        this.metrics = metrics;
        this.scores = scores;
        this.failed = failed;
    }

    static ScoreTable of(List<Reference> references, List<SystemAnswers> systems, List<Metric> metrics) {
        double[][][] scores = new double[metrics.size()][systems.size()][references.size()];
        boolean[][] failed = new boolean[systems.size()][references.size()];
        for (int s = 0; s < systems.size(); s++) {
            for (int i = 0; i < references.size(); i++) {
                Reference reference = references.get(i);
                Answer answer = systems.get(s).answers().get(reference.id());
                failed[s][i] = answer == null || answer.failed();
                for (int m = 0; m < metrics.size() && !failed[s][i]; m++) {
                    scores[m][s][i] = metrics.get(m).score(answer.text(), reference.references(), reference.fields());
                }
            }
        }
        return new ScoreTable(metrics, scores, failed);
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

    int failures(int system, int[] records) {
        int failures = 0;
        for (int record : records) {
            failures += failed[system][record] ? 1 : 0;
        }
        return failures;
    }
}
