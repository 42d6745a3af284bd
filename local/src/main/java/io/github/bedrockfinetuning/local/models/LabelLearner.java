package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.LinearClassifier.Observation;
import java.util.List;
import java.util.Map;

/** For datasets whose completions repeat: a linear classifier with one class for every completion. */
final class LabelLearner implements Learner {
    private static final double LEARNING_RATE = 0.4;
    private static final int LEAST_SEEN = 2;

    @Override
    public Learned learn(List<Lesson> training, List<Lesson> validation, Map<String, String> hyperparameters) {
        var fit = LinearClassifier.train(
                observations(training),
                observations(validation),
                Schedule.of(hyperparameters, LEARNING_RATE),
                LEAST_SEEN);
        var classifier = fit.classifier();
        return new Learned(prompt -> classifier.best(TextFeatures.of(prompt)), fit.losses());
    }

    private static List<Observation> observations(List<Lesson> lessons) {
        return lessons.stream()
                .map(lesson -> new Observation(TextFeatures.of(lesson.prompt()), lesson.completion()))
                .toList();
    }
}
