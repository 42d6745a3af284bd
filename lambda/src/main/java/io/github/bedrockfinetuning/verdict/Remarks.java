package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.metrics.Metric;
import io.github.bedrockfinetuning.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;

/** What readers of the scores should know of how they came about. */
final class Remarks {
    private Remarks() {}

    static List<String> of(Comparison comparison, ScoreTable table) {
        List<String> remarks = new ArrayList<>();
        for (int m = 0; m < comparison.options().metrics().size(); m++) {
            Metric metric = table.metric(m);
            long unscored = table.unscored(m);
            if (unscored > 0) {
                remarks.add(
                        Plain.count(unscored) + (unscored == 1 ? " answer" : " answers") + " could not be scored by "
                                + Metrics.title(metric.name()) + " and count 0; items.jsonl has the reasons.");
            }
            metric.bound()
                    .filter(bound -> truncated(comparison, metric) > 0)
                    .ifPresent(bound -> remarks.add(Metrics.title(metric.name()) + " reads " + bound + " of a text; "
                            + Plain.count(truncated(comparison, metric)) + " answers and references are longer."));
        }
        return remarks;
    }

    private static long truncated(Comparison comparison, Metric metric) {
        long truncated = 0;
        for (Reference reference : comparison.references()) {
            truncated +=
                    reference.references().stream().filter(metric::truncates).count();
            for (SystemAnswers system : comparison.systems()) {
                Answer answer = system.answers().get(reference.id());
                truncated += answer != null && answer.text() != null && metric.truncates(answer.text()) ? 1 : 0;
            }
        }
        return truncated;
    }
}
