package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The exact match and token F1 scores of SQuAD v1.1 and v2.0. If there are several references, the highest score
 * counts.
 *
 * <p>If both texts normalize to nothing, the F1 is 0 in version 1.1 and 1 in version 2.0. Version 2.0 ignores
 * references that normalize to nothing. Implements metrics/squad and metrics/squad_v2 of huggingface/evaluate at
 * a7dd338, which are based on the official scripts at https://rajpurkar.github.io/SQuAD-explorer/.
 */
final class Squad implements Metric {
    private static final String SOURCE = "https://rajpurkar.github.io/SQuAD-explorer/; ";
    private static final String FIRST = SOURCE + "https://github.com/huggingface/evaluate at a7dd338, metrics/squad";
    private static final String SECOND =
            SOURCE + "https://github.com/huggingface/evaluate at a7dd338, metrics/squad_v2";

    private final MetricDefinition definition;
    private final boolean second;
    private final boolean exact;

    private Squad(MetricDefinition definition, boolean second, boolean exact) {
        this.definition = definition;
        this.second = second;
        this.exact = exact;
    }

    static List<Metric> all() {
        return List.of(
                new Squad(
                        new MetricDefinition(
                                "squad_em",
                                "exact match",
                                MetricDefinition.Unit.ANSWER,
                                "Both strings are normalized first: they are converted to lowercase, and punctuation and "
                                        + "the articles a, an, and the are removed. 1 if the answer equals one of the references; 0 "
                                        + "otherwise.",
                                "Short answers to questions.",
                                FIRST),
                        false,
                        true),
                new Squad(
                        new MetricDefinition(
                                "squad_f1",
                                "SQuAD F1",
                                MetricDefinition.Unit.WORDS,
                                "Both strings are normalized first: they are converted to lowercase, and punctuation and "
                                        + "the articles a, an, and the are removed. The F1 score of the words. If there are several "
                                        + "references, the highest score counts. Two strings that are empty after normalization "
                                        + "score 0.",
                                "Short answers to questions.",
                                FIRST),
                        false,
                        false),
                new Squad(
                        new MetricDefinition(
                                "squad2_em",
                                "SQuAD 2 exact match",
                                MetricDefinition.Unit.ANSWER,
                                "Both strings are normalized first: they are converted to lowercase, and punctuation and "
                                        + "the articles a, an, and the are removed. 1 if the answer equals one of the references; 0 "
                                        + "otherwise. References that are empty after normalization are ignored. If none remain, the "
                                        + "empty answer is correct.",
                                "Questions, some of which have no answer.",
                                SECOND),
                        true,
                        true),
                new Squad(
                        new MetricDefinition(
                                "squad2_f1",
                                "SQuAD 2 F1",
                                MetricDefinition.Unit.WORDS,
                                "Both strings are normalized first: they are converted to lowercase, and punctuation and "
                                        + "the articles a, an, and the are removed. The F1 score of the words. If there are several "
                                        + "references, the highest score counts. Two strings that are empty after normalization "
                                        + "score 1.",
                                "Questions, some of which have no answer.",
                                SECOND),
                        true,
                        false));
    }

    @Override
    public MetricDefinition definition() {
        return definition;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public boolean rightOrWrong() {
        return exact;
    }

    @Override
    public double score(String prediction, List<String> references) {
        List<String> predicted = SquadText.words(prediction);
        List<List<String>> golds = new ArrayList<>();
        for (String reference : references) {
            List<String> gold = SquadText.words(reference);
            if (!second || !gold.isEmpty()) {
                golds.add(gold);
            }
        }
        if (second && golds.isEmpty()) {
            golds.add(List.of());
        }
        double best = golds.isEmpty() ? Double.NaN : 0;
        for (List<String> gold : golds) {
            best = Math.max(best, exact ? (predicted.equals(gold) ? 1 : 0) : f1(predicted, gold));
        }
        return best;
    }

    private double f1(List<String> predicted, List<String> gold) {
        if (second && (predicted.isEmpty() || gold.isEmpty())) {
            return predicted.isEmpty() && gold.isEmpty() ? 1 : 0;
        }
        return Overlap.ofAll(predicted, gold).f1(0);
    }
}
