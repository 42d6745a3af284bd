package io.github.bedrockfinetuning.metrics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ROUGE-1, ROUGE-2, ROUGE-L, and ROUGE-Lsum as F-measures. If there are several references, the highest score counts.
 * {@code rouge_l_stem} uses the Porter stemmer.
 *
 * <p>Implements rouge-score of google-research at 0c1bbe5; see C.-Y. Lin, "ROUGE: a Package for Automatic Evaluation of
 * Summaries", 2004. Each line is a sentence of ROUGE-Lsum. The time for the longest common subsequence grows with the
 * product of the lengths, so ROUGE-L, ROUGE-Lsum, and {@code rouge_l_stem} read only the first 20,000 tokens of a text,
 * and ROUGE-Lsum only the first 1,000 lines that contain tokens; see {@link #truncates}.
 */
final class Rouge implements Metric {
    private enum Kind {
        UNIGRAM,
        BIGRAM,
        LONGEST,
        SUMMARY
    }

    private static final String SOURCE = "https://aclanthology.org/W04-1013/; "
            + "https://github.com/google-research/google-research at 0c1bbe5, rouge";
    private static final int MOST_TOKENS = 20_000;
    private static final int MOST_LINES = 1_000;

    private final MetricDefinition definition;
    private final Kind kind;
    private final boolean stemmed;

    private Rouge(MetricDefinition definition, Kind kind, boolean stemmed) {
        this.definition = definition;
        this.kind = kind;
        this.stemmed = stemmed;
    }

    static List<Metric> all() {
        return List.of(
                new Rouge(
                        new MetricDefinition(
                                "rouge_1",
                                "ROUGE-1",
                                MetricDefinition.Unit.ALPHANUMERIC_RUNS,
                                "The F1 score of the words. If there are several references, the highest score counts.",
                                "Summaries, compared by the words that they contain.",
                                SOURCE),
                        Kind.UNIGRAM,
                        false),
                new Rouge(
                        new MetricDefinition(
                                "rouge_2",
                                "ROUGE-2",
                                MetricDefinition.Unit.ALPHANUMERIC_RUNS,
                                "The F1 score of the pairs of neighboring words. If there are several references, the "
                                        + "highest score counts.",
                                "Summaries, compared by the phrases that they contain.",
                                SOURCE),
                        Kind.BIGRAM,
                        false),
                new Rouge(
                        new MetricDefinition(
                                "rouge_l",
                                "ROUGE-L",
                                MetricDefinition.Unit.ALPHANUMERIC_RUNS,
                                "The F1 score of the longest common subsequence of words. If there are several references, "
                                        + "the highest score counts. Reads only the first 20,000 words of each string.",
                                "Summaries, for which word order also matters.",
                                SOURCE),
                        Kind.LONGEST,
                        false),
                new Rouge(
                        new MetricDefinition(
                                "rouge_lsum",
                                "ROUGE-Lsum",
                                MetricDefinition.Unit.ALPHANUMERIC_RUNS,
                                "Like rouge_l, but applied line by line, with each line treated as a sentence. Reads only "
                                        + "the first 1,000 lines and 20,000 words of each string.",
                                "Summaries of several lines.",
                                SOURCE),
                        Kind.SUMMARY,
                        false),
                new Rouge(
                        new MetricDefinition(
                                "rouge_l_stem",
                                "ROUGE-L of word stems",
                                MetricDefinition.Unit.ALPHANUMERIC_RUNS,
                                "Like rouge_l, but the words are first reduced to their stems by the Porter stemmer.",
                                "Summaries in which inflected forms of a word count as the same word.",
                                SOURCE),
                        Kind.LONGEST,
                        true));
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
            predicted = first(predicted);
            target = first(target);
            return f(new CommonSubsequence(target).length(predicted), predicted.size(), target.size());
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

    private static List<String> first(List<String> tokens) {
        return tokens.size() <= MOST_TOKENS ? tokens : tokens.subList(0, MOST_TOKENS);
    }

    @Override
    public boolean truncates(String text) {
        boolean longest = kind == Kind.LONGEST || kind == Kind.SUMMARY;
        // A token needs two characters: its own and the separator after it.
        return longest
                && (text.length() >= 2 * MOST_TOKENS
                                && RougeText.tokens(text, false).size() > MOST_TOKENS
                        || kind == Kind.SUMMARY
                                && text.length() > MOST_LINES
                                && lines(text).size() > MOST_LINES);
    }

    @Override
    public Optional<String> bound() {
        switch (kind) {
            case LONGEST:
                return Optional.of("the first 20,000 tokens");
            case SUMMARY:
                return Optional.of("the first 20,000 tokens and 1,000 lines");
            default:
                return Optional.empty();
        }
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isEmpty()).toList();
    }

    private List<List<String>> sentences(String text) {
        List<List<String>> sentences = new ArrayList<>();
        int left = MOST_TOKENS;
        for (String line : text.split("\n")) {
            List<String> tokens = line.isEmpty() ? List.of() : RougeText.tokens(line, stemmed);
            if (!tokens.isEmpty()) {
                sentences.add(tokens.subList(0, Math.min(left, tokens.size())));
                left -= tokens.size();
            }
            if (left <= 0 || sentences.size() == MOST_LINES) {
                break;
            }
        }
        return sentences;
    }

    /**
     * Returns the score, which is based on the union of each target sentence's longest common subsequences with the
     * predicted sentences. No token is counted twice.
     */
    private static double summary(List<List<String>> targets, List<List<String>> predictions) {
        List<String> target = targets.stream().flatMap(List::stream).toList();
        List<String> predicted = predictions.stream().flatMap(List::stream).toList();
        Map<String, int[]> targetLeft = Counts.of(target);
        Map<String, int[]> predictedLeft = Counts.of(predicted);
        Set<List<String>> distinct = new LinkedHashSet<>(predictions);
        int hits = 0;
        for (List<String> sentence : targets) {
            BitSet union = new BitSet();
            CommonSubsequence rows = new CommonSubsequence(sentence);
            for (List<String> prediction : distinct) {
                if (prediction.stream().anyMatch(rows::has)) {
                    rows.mark(prediction, union);
                }
            }
            for (int i = union.nextSetBit(0); i >= 0; i = union.nextSetBit(i + 1)) {
                int[] inTarget = targetLeft.getOrDefault(sentence.get(i), new int[1]);
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
}
