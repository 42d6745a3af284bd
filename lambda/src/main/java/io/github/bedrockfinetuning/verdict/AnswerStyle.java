package io.github.bedrockfinetuning.verdict;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TrainingExample;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The similarity in style, regardless of content, between a system's free-text answers and the training completions.
 *
 * @param medianWords the median number of words in the system's answers
 * @param lengthDistance the Kolmogorov-Smirnov distance of the lengths in words; 0 if they are identical, 1 if they
 *     have nothing in common
 * @param vocabularyDistance the Jensen-Shannon distance (base 2) of the word frequencies; 0 if they are identical, 1 if
 *     they have nothing in common
 * @param expectedMedianWords the median number of words in the training completions
 */
public record AnswerStyle(
        String system,
        double medianWords,
        double lengthDistance,
        double vocabularyDistance,
        double expectedMedianWords) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['\u2019][\\p{L}]+)?");
    /** The minimum length of a sentence, in words. Shorter texts are treated as values. */
    private static final double LEAST_WORDS = 8;

    /**
     * Compares the styles, or returns an empty Optional if the training completions are not sentences or the system
     * did not answer anything.
     */
    public static Optional<AnswerStyle> of(
            Comparison comparison, SystemAnswers system, List<TrainingExample> training) {
        if (training.isEmpty() || comparison.answerSchema().isPresent()) {
            return Optional.empty();
        }
        Sample expected =
                Sample.of(training.stream().map(TrainingExample::completion).toList());
        Sample given = Sample.of(system.answers().values().stream()
                .filter(answer -> !answer.failed())
                .map(Answer::text)
                .toList());
        if (given.lengths().length == 0 || expected.median() < LEAST_WORDS) {
            return Optional.empty();
        }
        return Optional.of(new AnswerStyle(
                system.name(),
                given.median(),
                kolmogorovSmirnov(given.lengths(), expected.lengths()),
                jensenShannon(given, expected),
                expected.median()));
    }

    /** @param lengths the text lengths in words, ascending */
    private record Sample(double[] lengths, Map<String, Integer> words, long total) {
        static Sample of(List<String> texts) {
            double[] lengths = new double[texts.size()];
            Map<String, Integer> words = new HashMap<>();
            long total = 0;
            for (int i = 0; i < lengths.length; i++) {
                Matcher matcher = WORD.matcher(texts.get(i));
                while (matcher.find()) {
                    words.merge(matcher.group().toLowerCase(Locale.ROOT), 1, Integer::sum);
                    lengths[i]++;
                }
                total += (long) lengths[i];
            }
            Arrays.sort(lengths);
            return new Sample(lengths, words, total);
        }

        double median() {
            int n = lengths.length;
            return n == 0 ? Double.NaN : (lengths[(n - 1) / 2] + lengths[n / 2]) / 2;
        }

        double share(String word) {
            return total == 0 ? 0 : (double) words.getOrDefault(word, 0) / total;
        }
    }

    private static double kolmogorovSmirnov(double[] a, double[] b) {
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= at) {
                i++;
            }
            while (j < b.length && b[j] <= at) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return most;
    }

    private static double jensenShannon(Sample a, Sample b) {
        Set<String> words = new HashSet<>(a.words().keySet());
        words.addAll(b.words().keySet());
        double divergence = 0;
        for (String word : words) {
            double middle = (a.share(word) + b.share(word)) / 2;
            divergence += part(a.share(word), middle) + part(b.share(word), middle);
        }
        return Math.sqrt(Math.max(0, Math.min(1, divergence / 2)));
    }

    private static double part(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle) / Math.log(2);
    }
}
