package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportPage.Answered;
import io.github.bedrockfinetuning.report.ReportPage.Sample;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Three sample answers for the summary: the record with the largest gain over the base model, the record with the
 * largest loss, and a typical record. A rule selects them, so the selection cannot be biased.
 */
final class PageSamples {
    static final String RULE = "Selected automatically: the records with the largest gain, the largest loss, and the "
            + "score closest to the mean. If several records are equal, the first one in the test set is "
            + "shown.";

    private static final int LONGEST = 220;

    private final Comparison comparison;
    private final String first;
    private final String metric;
    private final double scale;
    private final Set<Integer> taken = new HashSet<>();

    PageSamples(Comparison comparison) {
        this.comparison = comparison;
        this.first = VerdictSentence.candidate(comparison).name();
        this.metric = comparison.options().primary();
        this.scale = Metrics.named(metric).scale();
    }

    List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        if (comparison.references().isEmpty()) {
            return samples;
        }
        Optional<SystemAnswers> rival =
                VerdictSentence.others(comparison).stream().findFirst();
        rival.ifPresent(other -> {
            String title = Plain.text(VerdictSentence.title(first), 60);
            String name = Plain.text(VerdictSentence.name(other.name()), 60);
            samples.add(sample(
                    title + " wins",
                    least(i -> gain(other, i) > 0, i -> -gain(other, i)),
                    other,
                    "It does not score higher than " + name + " on any record."));
            samples.add(sample(
                    title + " loses",
                    least(i -> gain(other, i) < 0, i -> gain(other, i)),
                    other,
                    "It does not score lower than " + name + " on any record."));
        });
        double mean = IntStream.range(0, comparison.references().size())
                .mapToDouble(i -> score(first, i))
                .average()
                .orElse(0);
        Optional<Integer> typical = least(i -> true, i -> Math.abs(score(first, i) - mean));
        samples.add(sample("Typical", typical, rival.orElse(null), "All records are already shown."));
        return samples;
    }

    private double gain(SystemAnswers other, int i) {
        return score(first, i) - score(other.name(), i);
    }

    private double score(String system, int i) {
        return comparison.score(metric, system, i);
    }

    /** Returns the first record with the lowest value that is not already shown. */
    private Optional<Integer> least(IntPredicate wanted, IntToDoubleFunction value) {
        Integer best = null;
        for (int i = 0; i < comparison.references().size(); i++) {
            if (wanted.test(i)
                    && !taken.contains(i)
                    && (best == null || value.applyAsDouble(i) < value.applyAsDouble(best))) {
                best = i;
            }
        }
        return Optional.ofNullable(best);
    }

    private Sample sample(String title, Optional<Integer> record, @Nullable SystemAnswers rival, String none) {
        if (record.isEmpty()) {
            return new Sample(title, none, "", "", "", List.of());
        }
        int i = record.get();
        taken.add(i);
        TestRecord reference = comparison.references().get(i);
        String prompt = reference.prompt() == null ? "" : reference.prompt().strip();
        List<Answered> answers = new ArrayList<>();
        for (int s = 0; s < comparison.systems().size(); s++) {
            SystemAnswers system = comparison.systems().get(s);
            if (s == 0 || system == rival) {
                answers.add(answered(s, system, reference, i));
            }
        }
        return new Sample(
                title,
                null,
                Plain.text(reference.id(), 60),
                end(prompt),
                shortened(reference.references().get(0)),
                answers);
    }

    private Answered answered(int s, SystemAnswers system, TestRecord reference, int i) {
        Answer answer = system.answers().get(reference.id());
        boolean failed = comparison.failed(system.name(), i);
        return new Answered(
                s,
                Plain.text(VerdictSentence.title(system.name()), 60),
                Plain.score(score(system.name(), i), scale),
                failed || answer == null ? List.of() : List.of(new AnswerDiff.Piece(shortened(answer.text()), false)),
                failed ? shortened(AnswersCsv.failure(comparison, system, answer, i)) : null);
    }

    private static String shortened(@Nullable String text) {
        return Plain.text(text, LONGEST);
    }

    /** Returns the end of a prompt, because the question is at the end of a long prompt. */
    private static String end(String prompt) {
        return prompt.length() <= LONGEST
                ? Plain.text(prompt, LONGEST)
                : "\u2026 " + Plain.text(prompt.substring(prompt.length() - LONGEST), LONGEST);
    }
}
