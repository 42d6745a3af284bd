package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.Learned;
import io.github.bedrockfinetuning.local.models.learning.Learner;
import io.github.bedrockfinetuning.local.models.learning.Lesson;
import io.github.bedrockfinetuning.local.models.reading.ReadingLearner;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Selects the learner for a dataset. Uses the trained model only if it generalizes to unseen records. */
final class FineTuning {
    private static final double MOSTLY = 0.9;
    private static final double LEARNABLE_FIELDS = 0.6;
    private static final double ANSWERS_IN_PASSAGE = 0.3;
    private static final int LONGEST_LABEL = 200;

    private final Answerer base;

    FineTuning(Answerer base) {
        this.base = base;
    }

    Learned tune(List<Lesson> training, List<Lesson> validation, Map<String, String> hyperparameters) {
        var learner = learner(training);
        var learned = learner.learn(training, validation, hyperparameters);
        return CarryOver.shown(learner, learned, base, training, validation, hyperparameters)
                ? learned
                : new Learned(base, learned.losses(), notLearned(learner));
    }

    private static String notLearned(Learner learner) {
        return learner instanceof NeighbourLearner
                ? "Local models can learn labels, JSON fields, and answers from a passage, but cannot learn "
                        + "to write or rewrite text. For this task, the tuned model returns the same answers as the "
                        + "base model. The verdict does not predict the result on Amazon Bedrock."
                : "On held-out records, the trained local model was not better than the base model, so the "
                        + "tuned model returns the same answers as the base model.";
    }

    private static Learner learner(List<Lesson> lessons) {
        var json = lessons.stream()
                .filter(lesson -> FlatJson.parse(lesson.completion()).isPresent())
                .count();
        if (json >= MOSTLY * lessons.size()) {
            return FormLearner.reach(lessons) >= LEARNABLE_FIELDS ? new FormLearner() : new NeighbourLearner();
        }
        if (repeating(lessons)) {
            return new LabelLearner();
        }
        return ReadingLearner.reach(lessons) >= ANSWERS_IN_PASSAGE ? new ReadingLearner() : new NeighbourLearner();
    }

    /** Returns whether the completions are labels. Labels are short, and each occurs at least twice on average. */
    private static boolean repeating(List<Lesson> lessons) {
        var distinct = new HashSet<String>();
        lessons.forEach(lesson -> distinct.add(lesson.completion()));
        return 2 * distinct.size() <= lessons.size()
                && distinct.stream().allMatch(completion -> completion.length() <= LONGEST_LABEL);
    }
}
