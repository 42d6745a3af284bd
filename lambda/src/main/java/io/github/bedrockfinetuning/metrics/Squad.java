package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Exact match and token F1 of SQuAD v1.1 and v2.0, best over the references.
 *
 * <p>Version 1.1 gives two texts that normalise to nothing an F1 of 0; version 2.0 gives them 1, and leaves out
 * references that normalise to nothing. As huggingface/evaluate at a7dd338, metrics/squad and metrics/squad_v2, from
 * the official scripts of https://rajpurkar.github.io/SQuAD-explorer/.
 */
final class Squad implements Metric {
    private final String name;
    private final boolean second;
    private final boolean exact;

    private Squad(String name, boolean second, boolean exact) {
        this.name = name;
        this.second = second;
        this.exact = exact;
    }

    static List<Metric> all() {
        return List.of(
                new Squad("squad_em", false, true),
                new Squad("squad_f1", false, false),
                new Squad("squad2_em", true, true),
                new Squad("squad2_f1", true, false));
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
