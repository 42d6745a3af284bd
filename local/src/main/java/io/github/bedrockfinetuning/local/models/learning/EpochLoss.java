package io.github.bedrockfinetuning.local.models.learning;

import org.jspecify.annotations.Nullable;

/**
 * The loss of an epoch, which is the mean negative log-likelihood per record, in nats.
 *
 * @param epoch the number of the epoch, starting at 1
 * @param steps the number of optimizer steps since the start of training, including this epoch
 * @param trainingLoss the mean over the training records of the epoch; each record is measured before it changes the
 *     weights
 * @param validationLoss the mean over the validation records at the end of the epoch; null if there are none
 */
public record EpochLoss(
        int epoch,
        long steps,
        double trainingLoss,
        @Nullable Double validationLoss) {}
