package io.github.bedrockfinetuning.answers;

/**
 * A training record, shown in the report if it is among the most similar ones to a failure.
 *
 * @param id the record's line in the training file
 */
public record TrainingExample(String id, String prompt, String completion) {}
