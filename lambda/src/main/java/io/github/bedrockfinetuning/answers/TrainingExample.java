package io.github.bedrockfinetuning.answers;

/**
 * A training record. The report shows the records that are most similar to a failure.
 *
 * @param id the record's line in the training file
 */
public record TrainingExample(String id, String prompt, String completion) {}
