package io.github.bedrockfinetuning.training;

/**
 * One point of the training curve.
 *
 * @param training loss on the training set; null = not measured here
 * @param validation loss on the validation set; null = not measured here
 */
public record LossPoint(int step, double epoch, Double training, Double validation) {}
