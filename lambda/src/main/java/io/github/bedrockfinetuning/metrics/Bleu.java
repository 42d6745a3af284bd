package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sentence-level BLEU from 0 to 100, computed against all references at once with the 13a tokenizer, exponential
 * smoothing, and effective order.
 *
 * <p>Implements {@code sentence_bleu} of sacrebleu at f615c72; see M. Post, "A Call for Clarity in Reporting BLEU
 * Scores", 2018.
 */
final class Bleu implements Metric {
    private static final MetricDefinition DEFINITION = new MetricDefinition(
            "sacrebleu_bleu",
            "BLEU",
            MetricDefinition.Unit.WORDS,
            "Sentence-level BLEU, computed against all references at once with the 13a tokenizer, "
                    + "exponential smoothing, and effective order.",
            "Translation.",
            "https://aclanthology.org/P02-1040/ and https://aclanthology.org/W18-6319/; https://github.com/mjpost/sacrebleu at f615c72, sentence_bleu");

    private static final int ORDER = 4;
    private static final Pattern SYMBOL = Pattern.compile("([\\{-~\\[-` -&\\(-\\+:-@/])");
    private static final Pattern POINT_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
    private static final Pattern POINT_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

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
        if (references.isEmpty()) {
            return Double.NaN;
        }
        Map<String, Integer> symbols = new HashMap<>();
        int[] predicted = symbols(tokens(prediction), symbols);
        List<int[]> targets = new ArrayList<>();
        int closest = -1;
        for (String reference : references) {
            int[] target = symbols(tokens(reference), symbols);
            targets.add(target);
            int distance = Math.abs(target.length - predicted.length);
            int best = Math.abs(closest - predicted.length);
            if (closest < 0 || distance < best || (distance == best && target.length < closest)) {
                closest = target.length;
            }
        }
        return score(predicted, targets, closest);
    }

    private static int[] symbols(List<String> tokens, Map<String, Integer> symbols) {
        return tokens.stream()
                .mapToInt(token -> symbols.computeIfAbsent(token, t -> symbols.size()))
                .toArray();
    }

    private static double score(int[] predicted, List<int[]> targets, int targetLength) {
        int[] correct = correct(predicted, targets);
        if (correct[0] + correct[1] + correct[2] + correct[3] == 0) {
            return 0;
        }
        double logs = 0;
        double smoothing = 1;
        int orders = 0;
        for (int n = 0; n < ORDER && predicted.length > n; n++) {
            orders++;
            int total = predicted.length - n;
            if (correct[n] == 0) {
                smoothing *= 2;
                logs += Math.log(100 / (smoothing * total));
            } else {
                logs += Math.log(100.0 * correct[n] / total);
            }
        }
        double brevity = predicted.length < targetLength ? Math.exp(1 - (double) targetLength / predicted.length) : 1;
        return brevity * Math.exp(logs / orders);
    }

    /**
     * Returns the number of correct n-grams in the prediction for each order. An n-gram counts at most as often as it
     * occurs in any single target.
     */
    private static int[] correct(int[] predicted, List<int[]> targets) {
        int[] correct = new int[ORDER];
        NgramCounts ngrams = new NgramCounts();
        int[] ofPrediction = new int[predicted.length];
        List<int[]> ofTargets = new ArrayList<>(
                targets.stream().map(target -> new int[target.length]).toList());
        for (int n = 1; n <= ORDER; n++) {
            ngrams.clear();
            ofPrediction = ngrams.numbers(ofPrediction, predicted, n);
            int known = ngrams.size();
            int[] most = new int[known];
            for (int t = 0; t < targets.size(); t++) {
                int[] ofTarget = ngrams.numbers(ofTargets.get(t), targets.get(t), n);
                ofTargets.set(t, ofTarget);
                int[] counts = new int[known];
                for (int number : ofTarget) {
                    if (number < known) {
                        counts[number]++;
                        most[number] = Math.max(most[number], counts[number]);
                    }
                }
            }
            for (int number : ofPrediction) {
                correct[n - 1] += most[number]-- > 0 ? 1 : 0;
            }
        }
        return correct;
    }

    private static List<String> tokens(String text) {
        String line = PythonText.stripEnd(text)
                .replace("<skipped>", "")
                .replace("-\n", "")
                .replace("\n", " ")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        line = SYMBOL.matcher(" " + line + " ").replaceAll(" $1 ");
        line = POINT_AFTER_OTHER.matcher(line).replaceAll("$1 $2 ");
        line = POINT_BEFORE_OTHER.matcher(line).replaceAll(" $1 $2");
        line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
        return PythonText.split(line);
    }
}
