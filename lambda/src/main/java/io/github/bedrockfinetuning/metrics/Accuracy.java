package io.github.bedrockfinetuning.metrics;

import java.util.List;

/**
 * A metric for labels. The score is 1 if the answer equals one of the references, ignoring leading and trailing white
 * space, or 0 otherwise.
 */
final class Accuracy implements Metric {
    private static final MetricDefinition DEFINITION = new MetricDefinition(
            "accuracy",
            "accuracy",
            MetricDefinition.Unit.ANSWER,
            "1 if the answer equals one of the references, ignoring leading and trailing white space; "
                    + "0 otherwise.",
            "Classification, where the answer is one of a few labels. This is the default if the "
                    + "completions are labels.",
            "Defined by this project");

    @Override
    public MetricDefinition definition() {
        return DEFINITION;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public boolean rightOrWrong() {
        return true;
    }

    @Override
    public double score(String prediction, List<String> references) {
        String answer = PythonText.strip(prediction);
        return references.stream()
                        .anyMatch(reference -> PythonText.strip(reference).equals(answer))
                ? 1
                : 0;
    }
}
