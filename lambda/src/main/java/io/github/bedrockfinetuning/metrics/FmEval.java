package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The question-answering scores of Amazon's fmeval, which compare sets of words. If there are several references, the
 * highest score counts.
 *
 * <p>Removes articles only if they are whole words between U+0020 spaces. Implements eval_algorithms/qa_accuracy.py of
 * aws/fmeval at 749cba4.
 */
final class FmEval {
    private static final String SOURCE = "https://github.com/aws/fmeval at 749cba4, eval_algorithms/qa_accuracy.py";
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    private FmEval() {}

    static List<Metric> all() {
        return List.of(
                new BestMatch(
                        new MetricDefinition(
                                "fmeval_f1",
                                "fmeval F1",
                                MetricDefinition.Unit.WORDS,
                                "Both strings are normalized first: they are converted to lowercase, and punctuation and "
                                        + "the articles a, an, and the are removed. The F1 score of the sets of words. If there are "
                                        + "several references, the highest score counts.",
                                "Comparison with results from the fmeval library.",
                                SOURCE),
                        false,
                        (answer, right) -> words(answer, right).f1(0)),
                new BestMatch(
                        new MetricDefinition(
                                "fmeval_em",
                                "fmeval exact match",
                                MetricDefinition.Unit.ANSWER,
                                "1 if the answer equals one of the references, ignoring leading and trailing white space; "
                                        + "0 otherwise.",
                                "Comparison with results from the fmeval library.",
                                SOURCE),
                        true,
                        (answer, right) -> PythonText.strip(answer).equals(PythonText.strip(right)) ? 1 : 0),
                new BestMatch(
                        new MetricDefinition(
                                "fmeval_quasi_em",
                                "fmeval quasi-exact match",
                                MetricDefinition.Unit.ANSWER,
                                "Both strings are normalized first: they are converted to lowercase, and punctuation and "
                                        + "the articles a, an, and the are removed. 1 if the answer equals one of the references; 0 "
                                        + "otherwise.",
                                "Comparison with results from the fmeval library.",
                                SOURCE),
                        true,
                        (answer, right) -> normalized(answer).equals(normalized(right)) ? 1 : 0),
                new BestMatch(
                        new MetricDefinition(
                                "fmeval_precision",
                                "fmeval precision",
                                MetricDefinition.Unit.WORDS,
                                "Both strings are normalized first: they are converted to lowercase, and punctuation and "
                                        + "the articles a, an, and the are removed. The share of the answer's distinct words that "
                                        + "the reference contains. If there are several references, the highest score counts.",
                                "Detecting answers that contain more than the reference.",
                                SOURCE),
                        false,
                        (answer, right) -> words(answer, right).precision(0)),
                new BestMatch(
                        new MetricDefinition(
                                "fmeval_recall",
                                "fmeval recall",
                                MetricDefinition.Unit.WORDS,
                                "Both strings are normalized first: they are converted to lowercase, and punctuation and "
                                        + "the articles a, an, and the are removed. The share of the reference's distinct words that "
                                        + "the answer contains. If there are several references, the highest score counts.",
                                "Detecting answers that omit something that the reference contains.",
                                SOURCE),
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
