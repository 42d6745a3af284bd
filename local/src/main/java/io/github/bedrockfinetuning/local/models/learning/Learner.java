package io.github.bedrockfinetuning.local.models.learning;

import java.util.List;
import java.util.Map;

/** A method of learning from a dataset. */
public interface Learner {
    /**
     * Learns only from {@code training}. The records in {@code validation} are used to measure the loss.
     *
     * @param hyperparameters the hyperparameters of the fine-tuning job
     */
    Learned learn(List<Lesson> training, List<Lesson> validation, Map<String, String> hyperparameters);
}
