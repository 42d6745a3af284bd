package io.github.bedrockfinetuning.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * F1 of the lower-cased, white-space separated tokens, 0 to 100, best over the references: 200 · match / (tokens
 * generated + tokens of the reference). Two empty texts score 100.
 *
 * <p>{@code token_f1_multiset} counts a repeated token as often as it occurs in both: the usual F1, and the default.
 * {@code seed_f1} follows the letter of the footnote in AWS's announcement of fine-tuning for Claude 3 Haiku: it counts
 * DISTINCT tokens found in both and divides by ALL tokens, so that a text with a repeated word scores under 100 against
 * itself.
 */
final class TokenF1 implements Metric {
    private final String name;
    private final boolean distinct;

    private TokenF1(String name, boolean distinct) {
        this.name = name;
        this.distinct = distinct;
    }

    static List<Metric> all() {
        return List.of(new TokenF1("token_f1_multiset", false), new TokenF1("seed_f1", true));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double scale() {
        return 100;
    }

    @Override
    public double score(String prediction, List<String> references) {
        List<String> predicted = PythonText.split(PythonText.lower(prediction));
        double best = references.isEmpty() ? Double.NaN : 0;
        for (String reference : references) {
            best = Math.max(best, score(predicted, PythonText.split(PythonText.lower(reference))));
        }
        return best;
    }

    private double score(List<String> predicted, List<String> gold) {
        int tokens = predicted.size() + gold.size();
        return tokens == 0 ? 100 : 200.0 * match(predicted, gold) / tokens;
    }

    private int match(List<String> predicted, List<String> gold) {
        if (!distinct) {
            return Counts.common(Counts.of(gold), predicted);
        }
        Set<String> common = new HashSet<>(predicted);
        common.retainAll(new HashSet<>(gold));
        return common.size();
    }
}
