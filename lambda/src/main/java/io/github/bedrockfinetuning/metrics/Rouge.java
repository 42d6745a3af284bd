package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * ROUGE-1, -2, -L and -Lsum as F measures, best over the references; {@code rouge_l_stem} with the Porter stemmer.
 *
 * <p>As rouge-score, google-research at 0c1bbe5; C.-Y. Lin, "ROUGE: a Package for Automatic Evaluation of Summaries",
 * 2004. Sentences of Lsum are lines.
 */
final class Rouge implements Metric {
    private enum Kind {
        UNIGRAM,
        BIGRAM,
        LONGEST,
        SUMMARY
    }

    private final String name;
    private final Kind kind;
    private final boolean stemmed;

    private Rouge(String name, Kind kind, boolean stemmed) {
        this.name = name;
        this.kind = kind;
        this.stemmed = stemmed;
    }

    static List<Metric> all() {
        return List.of(
                new Rouge("rouge_1", Kind.UNIGRAM, false),
                new Rouge("rouge_2", Kind.BIGRAM, false),
                new Rouge("rouge_l", Kind.LONGEST, false),
                new Rouge("rouge_lsum", Kind.SUMMARY, false),
                new Rouge("rouge_l_stem", Kind.LONGEST, true));
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
    public double score(String prediction, List<String> references) {
        double best = references.isEmpty() ? Double.NaN : 0;
        for (String reference : references) {
            best = Math.max(best, score(prediction, reference));
        }
        return best;
    }

    private double score(String prediction, String reference) {
        if (kind == Kind.SUMMARY) {
            return summary(sentences(reference), sentences(prediction));
        }
        List<String> predicted = RougeText.tokens(prediction, stemmed);
        List<String> target = RougeText.tokens(reference, stemmed);
        if (kind == Kind.LONGEST) {
            return f(longestCommon(target, predicted), predicted.size(), target.size());
        }
        if (kind == Kind.BIGRAM) {
            predicted = bigrams(predicted);
            target = bigrams(target);
        }
        return f(Counts.common(Counts.of(target), predicted), predicted.size(), target.size());
    }

    private static double f(int common, int predicted, int target) {
        return common == 0 ? 0 : Counts.f1((double) common / predicted, (double) common / target);
    }

    private static List<String> bigrams(List<String> tokens) {
        List<String> bigrams = new ArrayList<>();
        for (int i = 1; i < tokens.size(); i++) {
            bigrams.add(tokens.get(i - 1) + " " + tokens.get(i));
        }
        return bigrams;
    }

    private static int longestCommon(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (String token : a) {
            int diagonal = 0;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                row[j] = token.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.size()];
    }

    private List<List<String>> sentences(String text) {
        List<List<String>> sentences = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (!line.isEmpty()) {
                sentences.add(RougeText.tokens(line, stemmed));
            }
        }
        return sentences;
    }

    /** For every target sentence the union of its longest common subsequences; no token is counted twice. */
    private static double summary(List<List<String>> targets, List<List<String>> predictions) {
        List<String> target = targets.stream().flatMap(List::stream).toList();
        List<String> predicted = predictions.stream().flatMap(List::stream).toList();
        Map<String, int[]> targetLeft = Counts.of(target);
        Map<String, int[]> predictedLeft = Counts.of(predicted);
        int hits = 0;
        for (List<String> sentence : targets) {
            BitSet union = new BitSet();
            for (List<String> prediction : predictions) {
                markCommon(sentence, prediction, union);
            }
            for (int i = union.nextSetBit(0); i >= 0; i = union.nextSetBit(i + 1)) {
                int[] inTarget = targetLeft.get(sentence.get(i));
                int[] inPrediction = predictedLeft.getOrDefault(sentence.get(i), new int[1]);
                if (inTarget[0] > 0 && inPrediction[0] > 0) {
                    inTarget[0]--;
                    inPrediction[0]--;
                    hits++;
                }
            }
        }
        return f(hits, predicted.size(), target.size());
    }

    /** Marks the places in a that one longest common subsequence uses: the one the reference implementation finds. */
    private static void markCommon(List<String> a, List<String> b, BitSet marks) {
        int width = b.size() + 1;
        // One bit a cell says where to go back from it: a table of lengths would not fit for long texts.
        BitSet[] left = new BitSet[a.size() + 1];
        int[] row = new int[width];
        for (int i = 1; i <= a.size(); i++) {
            left[i] = new BitSet(width);
            int diagonal = 0;
            for (int j = 1; j < width; j++) {
                int above = row[j];
                if (row[j - 1] > above) {
                    left[i].set(j);
                }
                row[j] = a.get(i - 1).equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        int i = a.size();
        int j = b.size();
        while (i > 0 && j > 0) {
            if (a.get(i - 1).equals(b.get(j - 1))) {
                marks.set(i - 1);
                i--;
                j--;
            } else if (left[i].get(j)) {
                j--;
            } else {
                i--;
            }
        }
    }
}
