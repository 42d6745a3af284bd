package io.github.bedrockfinetuning.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The F1 score, from 0 to 100, of the lowercase tokens between white space: 200 · matching tokens / (tokens in the
 * answer + tokens in the reference). If there are several references, the highest score counts. Two empty texts score
 * 100.
 *
 * <p>{@code token_f1_multiset} counts a repeated token as often as both texts contain it, which is the usual F1.
 * {@code seed_f1} follows the example in the announcement of fine-tuning for Claude 3 Haiku: it counts distinct
 * matching tokens but divides by all tokens, so a text with a repeated word scores below 100 even against itself.
 */
final class TokenF1 implements Metric {
    private static final String SEED = "https://www.anthropic.com/news/fine-tune-claude-3-haiku-ga, the footnote on F1";

    private final MetricDefinition definition;
    private final boolean distinct;

    private TokenF1(MetricDefinition definition, boolean distinct) {
        this.definition = definition;
        this.distinct = distinct;
    }

    static List<Metric> all() {
        return List.of(
                new TokenF1(
                        new MetricDefinition(
                                "token_f1_multiset",
                                "token F1",
                                MetricDefinition.Unit.WORDS,
                                "The F1 score of the lowercase tokens between white space: 200 x matching tokens / (tokens "
                                        + "in the answer + tokens in the reference). If there are several references, the highest "
                                        + "score counts. A token counts as many times as it occurs in both strings.",
                                "Free text. This is the default if the completions are neither JSON nor labels.",
                                "Defined by this project: seed_f1 with repeated tokens counted"),
                        false),
                new TokenF1(
                        new MetricDefinition(
                                "seed_f1",
                                "token F1, distinct tokens",
                                MetricDefinition.Unit.WORDS,
                                "Like token_f1_multiset, but counts only distinct matching tokens. Therefore, an answer "
                                        + "with a repeated word scores below 100 even if it is identical to the reference.",
                                "Comparison with the figures that AWS published for Claude 3 Haiku.",
                                SEED),
                        true));
    }

    @Override
    public MetricDefinition definition() {
        return definition;
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
