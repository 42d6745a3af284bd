package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sentence BLEU, 0 to 100: tokenizer 13a, exponential smoothing, effective order, all references at once.
 *
 * <p>As sacrebleu at f615c72, {@code sentence_bleu}; M. Post, "A Call for Clarity in Reporting BLEU Scores", 2018.
 */
final class Bleu implements Metric {
    private static final int ORDER = 4;
    private static final Pattern SYMBOL = Pattern.compile("([\\{-~\\[-` -&\\(-\\+:-@/])");
    private static final Pattern POINT_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
    private static final Pattern POINT_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

    @Override
    public String name() {
        return "sacrebleu_bleu";
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
        List<String> predicted = tokens(prediction);
        Map<String, Integer> most = new HashMap<>();
        int closest = -1;
        for (String reference : references) {
            List<String> target = tokens(reference);
            Counts.of(ngrams(target)).forEach((ngram, count) -> most.merge(ngram, count[0], Math::max));
            int distance = Math.abs(target.size() - predicted.size());
            int best = Math.abs(closest - predicted.size());
            if (closest < 0 || distance < best || (distance == best && target.size() < closest)) {
                closest = target.size();
            }
        }
        return score(predicted, most, closest);
    }

    private static double score(List<String> predicted, Map<String, Integer> most, int targetLength) {
        int[] correct = new int[ORDER];
        int[] total = new int[ORDER];
        Counts.of(ngrams(predicted)).forEach((ngram, count) -> {
            int order = ngram.charAt(0) - '0';
            total[order] += count[0];
            correct[order] += Math.min(count[0], most.getOrDefault(ngram, 0));
        });
        if (correct[0] + correct[1] + correct[2] + correct[3] == 0) {
            return 0;
        }
        double logs = 0;
        double smoothing = 1;
        int orders = 0;
        for (int n = 0; n < ORDER && total[n] > 0; n++) {
            orders++;
            if (correct[n] == 0) {
                smoothing *= 2;
                logs += Math.log(100 / (smoothing * total[n]));
            } else {
                logs += Math.log(100.0 * correct[n] / total[n]);
            }
        }
        double brevity = predicted.size() < targetLength ? Math.exp(1 - (double) targetLength / predicted.size()) : 1;
        return brevity * Math.exp(logs / orders);
    }

    /** N-grams of every order, each led by a digit that tells its order. Tokens never hold a space. */
    private static List<String> ngrams(List<String> tokens) {
        List<String> ngrams = new ArrayList<>(tokens.size() * ORDER);
        for (int n = 0; n < ORDER; n++) {
            for (int i = 0; i + n < tokens.size(); i++) {
                ngrams.add(n + " " + String.join(" ", tokens.subList(i, i + n + 1)));
            }
        }
        return ngrams;
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
