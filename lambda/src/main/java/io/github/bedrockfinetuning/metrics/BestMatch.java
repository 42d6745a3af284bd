package io.github.bedrockfinetuning.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A metric from 0 to 1 that compares an answer with one reference at a time. The best match counts; without references,
 * the score is NaN.
 *
 * @param pair calculates the score of an answer against one reference
 * @param obstacle returns the reason that a reference cannot be used, like {@link Metric#obstacle}
 */
record BestMatch(
        MetricDefinition definition, boolean rightOrWrong, Pair pair, Function<String, Optional<String>> obstacle)
        implements Metric {

    /** Scores an answer against one reference. */
    @FunctionalInterface
    interface Pair {
        double score(String prediction, String reference);
    }

    @Override
    public double scale() {
        return 1;
    }

    BestMatch(MetricDefinition definition, boolean rightOrWrong, Pair pair) {
        this(definition, rightOrWrong, pair, reference -> Optional.empty());
    }

    @Override
    public Optional<String> obstacle(List<String> references, Map<String, String> fields) {
        return references.stream().flatMap(one -> obstacle.apply(one).stream()).findFirst();
    }

    @Override
    public double score(String prediction, List<String> references) {
        double best = Double.NaN;
        for (String reference : references) {
            double score = pair.score(prediction, reference);
            best = Double.isNaN(best) || score > best ? score : best;
        }
        return best;
    }
}
