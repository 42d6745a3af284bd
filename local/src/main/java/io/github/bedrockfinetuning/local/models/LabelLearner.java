package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.Learned;
import io.github.bedrockfinetuning.local.models.learning.Learner;
import io.github.bedrockfinetuning.local.models.learning.Lesson;
import io.github.bedrockfinetuning.local.models.learning.LinearClassifier;
import io.github.bedrockfinetuning.local.models.learning.LinearClassifier.Observation;
import io.github.bedrockfinetuning.local.models.learning.Schedule;
import java.util.List;
import java.util.Map;

/** Learns from completions that are repeated across records. Uses a linear classifier with one class per completion. */
final class LabelLearner implements Learner {
    private static final double LEARNING_RATE = 0.4;
    private static final int LEAST_SEEN = 2;

    @Override
    public Learned learn(List<Lesson> training, List<Lesson> validation, Map<String, String> hyperparameters) {
        var look = TextFeatures.of(training.stream().map(Lesson::prompt).toList());
        var fit = LinearClassifier.train(
                observations(training, look),
                observations(validation, look),
                Schedule.of(hyperparameters, LEARNING_RATE),
                LEAST_SEEN);
        var classifier = fit.classifier();
        return new Learned(prompt -> classifier.best(look.of(prompt)), fit.losses());
    }

    private static List<Observation> observations(List<Lesson> lessons, TextFeatures look) {
        return lessons.stream()
                .map(lesson -> new Observation(look.of(lesson.prompt()), lesson.completion()))
                .toList();
    }
}
