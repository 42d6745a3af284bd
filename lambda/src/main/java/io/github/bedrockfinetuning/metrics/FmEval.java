package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The question-answering scores of Amazon's fmeval: over SETS of words, best over the references.
 *
 * <p>Articles are dropped only as whole words between U+0020 spaces. As aws/fmeval at 749cba4,
 * eval_algorithms/qa_accuracy.py.
 */
final class FmEval {
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    private FmEval() {}

    static List<Metric> all() {
        return List.of(
                new BestMatch(
                        "fmeval_f1",
                        false,
                        (answer, right) -> words(answer, right).f1(0)),
                new BestMatch(
                        "fmeval_em",
                        true,
                        (answer, right) -> PythonText.strip(answer).equals(PythonText.strip(right)) ? 1 : 0),
                new BestMatch(
                        "fmeval_quasi_em",
                        true,
                        (answer, right) -> normalized(answer).equals(normalized(right)) ? 1 : 0),
                new BestMatch(
                        "fmeval_precision",
                        false,
                        (answer, right) -> words(answer, right).precision(0)),
                new BestMatch(
                        "fmeval_recall",
                        false,
                        (answer, right) -> words(answer, right).recall(0)));
    }

    private static Overlap words(String answer, String right) {
        return Overlap.ofDistinct(PythonText.split(normalized(answer)), PythonText.split(normalized(right)));
    }

    private static String normalized(String text) {
        String bare = SquadText.withoutPunctuation(PythonText.lower(PythonText.strip(text)));
        List<String> kept = new ArrayList<>();
        int from = 0;
        while (from <= bare.length()) {
            int space = bare.indexOf(' ', from);
            int to = space < 0 ? bare.length() : space;
            String word = bare.substring(from, to);
            if (!word.isEmpty() && !ARTICLES.contains(word)) {
                kept.add(word);
            }
            from = to + 1;
        }
        return String.join(" ", kept);
    }
}
