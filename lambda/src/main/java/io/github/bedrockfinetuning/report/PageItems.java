package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportPage.Answered;
import io.github.bedrockfinetuning.report.ReportPage.Item;
import io.github.bedrockfinetuning.report.ReportPage.Items;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The most relevant records, with each system's answer and the reference answer. */
final class PageItems {
    static final int LONGEST = 1_200;

    private static final int MOST = 8;
    private static final int SHORT = 400;
    private static final int TAIL = 280;

    private final Comparison comparison;
    private final String first;
    private final String metric;
    private final double scale;

    PageItems(Comparison comparison) {
        this.comparison = comparison;
        this.first = VerdictSentence.candidate(comparison).name();
        this.metric = comparison.options().primary();
        this.scale = Metrics.named(metric).scale();
    }

    List<Items> items() {
        List<Items> lists = new ArrayList<>();
        String name = Plain.text(VerdictSentence.name(first), 60);
        List<SystemAnswers> others = VerdictSentence.others(comparison);
        if (!others.isEmpty()) {
            String other = others.get(0).name();
            String otherName = Plain.text(VerdictSentence.name(other), 60);
            add(
                    lists,
                    "lost",
                    "Worse than " + otherName,
                    "Records on which " + name + " scores lower than " + otherName + ", with the largest loss first.",
                    Comparator.comparingDouble(i -> score(first, i) - score(other, i)),
                    i -> score(first, i) < score(other, i));
            add(
                    lists,
                    "gained",
                    "Better than " + otherName,
                    "Records on which " + name + " scores higher than " + otherName + ", with the largest gain first.",
                    Comparator.comparingDouble(i -> score(other, i) - score(first, i)),
                    i -> score(first, i) > score(other, i));
        }
        add(
                lists,
                "worst",
                "Lowest scores",
                "The lowest scores of " + name + ".",
                Comparator.comparingDouble(i -> score(first, i)),
                i -> score(first, i) < scale);
        return lists;
    }

    private void add(
            List<Items> lists,
            String id,
            String title,
            String explanation,
            Comparator<Integer> order,
            Predicate<Integer> wanted) {
        List<Item> items = IntStream.range(0, comparison.references().size())
                .boxed()
                .filter(wanted)
                .sorted(order)
                .limit(MOST)
                .map(this::item)
                .toList();
        if (!items.isEmpty()) {
            lists.add(new Items(id, title, explanation, items));
        }
    }

    private double score(String system, int i) {
        return comparison.score(metric, system, i);
    }

    private Item item(int i) {
        TestRecord reference = comparison.references().get(i);
        String prompt = reference.prompt() == null ? "" : reference.prompt();
        String tail = prompt.length() <= SHORT
                ? null
                : "\u2026 " + Plain.text(prompt.substring(prompt.length() - TAIL), TAIL);
        String right = reference.references().get(0);
        List<Answered> answers = new ArrayList<>();
        for (int s = 0; s < comparison.systems().size(); s++) {
            answers.add(answered(s, reference, right, i));
        }
        return new Item(
                Plain.text(reference.id(), 120),
                Plain.text(prompt, 5 * LONGEST),
                tail,
                Plain.text(String.join("\n\u2013 or \u2013\n", reference.references()), LONGEST),
                answers);
    }

    private Answered answered(int s, TestRecord reference, String right, int i) {
        SystemAnswers system = comparison.systems().get(s);
        Answer answer = system.answers().get(reference.id());
        boolean failed = comparison.failed(system.name(), i);
        return new Answered(
                s,
                Plain.text(VerdictSentence.title(system.name()), 60),
                Plain.score(score(system.name(), i), scale),
                failed || answer == null
                        ? List.of()
                        : AnswerDiff.of(Plain.text(answer.text(), LONGEST), Plain.text(right, LONGEST)),
                failed ? Plain.text(AnswersCsv.failure(comparison, system, answer, i), LONGEST) : null);
    }
}
