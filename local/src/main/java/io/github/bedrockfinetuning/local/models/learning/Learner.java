package io.github.bedrockfinetuning.local.models.learning;

import java.util.List;
import java.util.Map;

/** A method to learn from a dataset. */
public interface Learner {
    /**
     * Learns from {@code training} alone; {@code validation} is only measured.
     *
     * @param hyperparameters as in the fine-tuning job
     */
    Learned learn(List<Lesson> training, List<Lesson> validation, Map<String, String> hyperparameters);
}
