package io.github.bedrockfinetuning.answers;

/**
 * A training record, for showing which of them stand nearest to a failure.
 *
 * @param id its line in the training file
 */
public record TrainingExample(String id, String prompt, String completion) {}
