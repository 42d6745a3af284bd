package io.github.bedrockfinetuning.metrics;

import java.util.List;

/**
 * Sentence-level chrF2 from 0 to 100: the F-score of character n-grams of up to six characters, excluding white
 * space. If there are several references, the highest score counts.
 *
 * <p>Implements {@code sentence_chrf} of sacrebleu at f615c72; see M. Popović, "chrF: character n-gram F-score for
 * automatic MT evaluation", 2015.
 */
final class Chrf implements Metric {
    private static final MetricDefinition DEFINITION = new MetricDefinition(
            "sacrebleu_chrf",
            "chrF",
            MetricDefinition.Unit.CHARACTERS,
            "Sentence-level chrF2: the F-score of character n-grams of up to six characters, excluding "
                    + "white space, with recall weighted twice as much as precision. If there are several "
                    + "references, the highest score counts.",
            "Translation, and text in scripts without spaces between words. This is the default for " + "such scripts.",
            "https://aclanthology.org/W15-3049/; https://github.com/mjpost/sacrebleu at f615c72, sentence_chrf");

    private static final int ORDER = 6;
    private static final double BETA_SQUARED = 4;

    @Override
    public MetricDefinition definition() {
        return DEFINITION;
    }

    @Override
    public double scale() {
        return 100;
    }

    @Override
    public double score(String prediction, List<String> references) {
        double best = references.isEmpty() ? Double.NaN : 0;
        int[] predicted = characters(prediction);
        for (String reference : references) {
            best = Math.max(best, score(predicted, characters(reference)));
        }
        return best;
    }

    private static double score(int[] predicted, int[] target) {
        double precision = 0;
        double recall = 0;
        int orders = 0;
        NgramCounts ngrams = new NgramCounts();
        int[] inPrediction = new int[predicted.length];
        int[] inTarget = new int[target.length];
        for (int n = 1; n <= ORDER && n <= predicted.length && n <= target.length; n++) {
            ngrams.clear();
            inPrediction = ngrams.numbers(inPrediction, predicted, n);
            inTarget = ngrams.numbers(inTarget, target, n);
            int common = NgramCounts.common(inTarget, inPrediction, ngrams.size());
            precision += (double) common / inPrediction.length;
            recall += (double) common / inTarget.length;
            orders++;
        }
        if (precision + recall == 0) {
            return 0;
        }
        precision /= orders;
        recall /= orders;
        return 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
    }

    private static int[] characters(String text) {
        return text.codePoints().filter(c -> !PythonText.isSpace(c)).toArray();
    }
}
