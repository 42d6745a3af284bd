package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.metrics.JsonMatch;
import io.github.bedrockfinetuning.metrics.Metric;
import io.github.bedrockfinetuning.metrics.MetricDefinition;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.metrics.Scripts;
import io.github.bedrockfinetuning.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remarks on how the scores were calculated. */
final class Remarks {
    private Remarks() {}

    static List<String> of(Comparison comparison, ScoreTable table) {
        List<String> remarks = new ArrayList<>();
        for (int m = 0; m < comparison.options().metrics().size(); m++) {
            Metric metric = table.metric(m);
            long fenced = metric.name().equals("json_exact") ? fenced(comparison) : 0;
            if (fenced > 0) {
                remarks.add(Plain.count(fenced) + (fenced == 1 ? " answer is" : " answers are")
                        + " enclosed in a code fence. The JSON inside the code fence is compared, but a program "
                        + "cannot parse an answer in this format.");
            }
            long unscored = table.unscored(m);
            if (unscored > 0) {
                remarks.add(Plain.count(unscored) + (unscored == 1 ? " answer" : " answers")
                        + " could not be scored by " + Metrics.title(metric.name())
                        + (unscored == 1 ? " and counts" : " and count") + " as 0. See items.jsonl for the reasons.");
            }
            metric.bound().ifPresent(bound -> {
                long truncated = truncated(comparison, metric);
                if (truncated > 0) {
                    remarks.add(Metrics.title(metric.name()) + " reads only " + bound
                            + " of each answer and reference. "
                            + Plain.count(truncated)
                            + " answers and references are longer.");
                }
            });
            blind(comparison, metric).ifPresent(remarks::add);
        }
        return remarks;
    }

    private static long fenced(Comparison comparison) {
        return comparison.systems().stream()
                .flatMap(system -> comparison.references().stream()
                        .map(reference -> system.answers().get(reference.id())))
                .filter(answer -> answer != null && answer.text() != null && JsonMatch.fenced(answer.text()))
                .count();
    }

    /** Returns a remark if a metric cannot measure these reference answers. */
    private static Optional<String> blind(Comparison comparison, Metric metric) {
        List<TestRecord> references = comparison.references();
        long nothing = references.stream()
                .filter(reference -> !reference.references().get(0).isBlank())
                .filter(reference ->
                        ReferenceCheck.scoresItself(metric, reference.references(), reference.fields()) == 0)
                .count();
        if (2 * nothing > references.size()) {
            return Optional.of(ReferenceCheck.nothing(metric, nothing, references.size()));
        }
        boolean spaceless = metric.definition().unit() == MetricDefinition.Unit.WORDS
                && Scripts.withoutSpaces(references.stream()
                        .map(reference -> reference.references().get(0))
                        .toList());
        return spaceless ? Optional.of(ReferenceCheck.spaceless(metric)) : Optional.empty();
    }

    private static long truncated(Comparison comparison, Metric metric) {
        long truncated = 0;
        for (TestRecord reference : comparison.references()) {
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
