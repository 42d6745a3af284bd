package io.github.bedrockfinetuning.training;

import org.jspecify.annotations.Nullable;

/**
 * A point on the loss curve.
 *
 * @param training the loss on the training set; null if it was not measured at this step
 * @param validation the loss on the validation set; null if it was not measured at this step
 */
public record LossPoint(
        int step,
        double epoch,
        @Nullable Double training,
        @Nullable Double validation) {}
