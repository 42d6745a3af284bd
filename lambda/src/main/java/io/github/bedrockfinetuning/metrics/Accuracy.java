package io.github.bedrockfinetuning.metrics;

import java.util.List;

/** For labels: 1 if the answer, white space around it aside, is one of the references; 0 otherwise. */
final class Accuracy implements Metric {
    @Override
    public String name() {
        return "accuracy";
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
