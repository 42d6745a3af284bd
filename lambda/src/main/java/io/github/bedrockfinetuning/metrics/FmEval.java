package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The question-answering scores of Amazon's fmeval: over SETS of words, best over the references.
 *
 * <p>Articles are dropped only as whole words between U+0020 spaces. As aws/fmeval at 749cba4,
 * eval_algorithms/qa_accuracy.py.
 */
final class FmEval implements Metric {
    private enum Kind {
        F1,
        EM,
        QUASI_EM,
        PRECISION,
        RECALL
    }

    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    private final String name;
    private final Kind kind;

    private FmEval(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    static List<Metric> all() {
        return List.of(
                new FmEval("fmeval_f1", Kind.F1),
                new FmEval("fmeval_em", Kind.EM),
                new FmEval("fmeval_quasi_em", Kind.QUASI_EM),
                new FmEval("fmeval_precision", Kind.PRECISION),
                new FmEval("fmeval_recall", Kind.RECALL));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public boolean rightOrWrong() {
        return kind == Kind.EM || kind == Kind.QUASI_EM;
    }

    @Override
    public double score(String prediction, List<String> references) {
        double best = references.isEmpty() ? Double.NaN : 0;
        for (String reference : references) {
            best = Math.max(best, score(PythonText.strip(prediction), PythonText.strip(reference)));
        }
        return best;
    }

    private double score(String prediction, String reference) {
        if (kind == Kind.EM) {
            return prediction.equals(reference) ? 1 : 0;
        }
        String predicted = normalized(prediction);
        String gold = normalized(reference);
        if (kind == Kind.QUASI_EM) {
            return predicted.equals(gold) ? 1 : 0;
        }
        Set<String> predictedWords = new HashSet<>(PythonText.split(predicted));
        Set<String> goldWords = new HashSet<>(PythonText.split(gold));
        Set<String> common = new HashSet<>(predictedWords);
        common.retainAll(goldWords);
        double precision = predictedWords.isEmpty() ? 0 : (double) common.size() / predictedWords.size();
        double recall = goldWords.isEmpty() ? 0 : (double) common.size() / goldWords.size();
        switch (kind) {
            case PRECISION:
                return precision;
            case RECALL:
                return recall;
            default:
                return precision == 0 || recall == 0 ? 0 : 1 / (0.5 / precision + 0.5 / recall);
        }
    }

    private static String normalized(String text) {
        String bare = SquadText.withoutPunctuation(PythonText.lower(text));
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
