package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Sentence chrF2, 0 to 100: character n-grams up to six without white space, best over the references.
 *
 * <p>As sacrebleu at f615c72, {@code sentence_chrf}; M. Popović, "chrF: character n-gram F-score for automatic MT
 * evaluation", 2015.
 */
final class Chrf implements Metric {
    private static final int ORDER = 6;
    private static final double BETA_SQUARED = 4;

    @Override
    public String name() {
        return "sacrebleu_chrf";
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
        for (int n = 1; n <= ORDER && n <= predicted.length && n <= target.length; n++) {
            List<String> inPrediction = ngrams(predicted, n);
            List<String> inTarget = ngrams(target, n);
            int common = Counts.common(Counts.of(inTarget), inPrediction);
            precision += (double) common / inPrediction.size();
            recall += (double) common / inTarget.size();
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

    private static List<String> ngrams(int[] characters, int n) {
        List<String> ngrams = new ArrayList<>(characters.length);
        for (int i = 0; i + n <= characters.length; i++) {
            ngrams.add(new String(characters, i, n));
        }
        return ngrams;
    }
}
